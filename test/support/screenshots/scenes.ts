import type { Page } from 'playwright-core';
import type { Furnished } from './furnish.ts';

/** One state of the page: where it is, and what has to be there before the picture is taken. */
export type Scene = { signedOut?: boolean; ofNoProject?: boolean; path: (furnished: Furnished) => string; show: (page: Page, furnished: Furnished) => Promise<void> };

const session = (name: keyof Furnished['sessions']) => ({ sessions }: Furnished) => `/chat/${sessions[name]}`;
const plain = (path: string) => () => path;
const waitFor = (text: string | RegExp) => (page: Page) => page.getByText(text).filter({ visible: true }).first().waitFor();

/** Every main state, by the name of its picture. */
export const scenes = {
  'sign-in': { signedOut: true, path: plain('/'), show: (page) => page.getByLabel('User name').waitFor() },
  'chat-empty': { path: plain('/chat'), show: waitFor('What should happen in') },
  chat: { path: session('chat'), show: (page) => page.getByRole('button', { name: 'Confirm', exact: true }).waitFor() },
  clarification: { path: session('clarification'), show: (page) => page.getByRole('group', { name: 'Choose one' }).waitFor() },
  confirmation: { path: session('confirmation'), show: (page) => page.getByRole('button', { name: 'Confirm', exact: true }).waitFor() },
  'plan-card': { path: session('plan'), show: waitFor('Plan of 2 steps') },
  refused: { path: session('refused'), show: (page) => page.locator('.receipt').first().waitFor() },
  panels: { path: plain('/panels'), show: (page) => page.getByRole('region', { name: 'Counter', exact: true }).waitFor() },
  'panels-draft': {
    path: plain('/panels'),
    show: async (page) => {
      await page.locator('[data-bound="demo.counter/value"] input').fill('64');
      await page.locator('[data-bound="std.status_indicator/status"] select').selectOption('error');
      await page.locator('[data-outcome="rejected"]').waitFor();
    },
  },
  approvals: { path: plain('/approvals'), show: waitFor('demo.counter.reset') },
  'approval-detail': { path: ({ approvalId }) => `/approvals/${approvalId}`, show: (page) => page.getByRole('button', { name: /Approve/ }).waitFor() },
  plans: { path: ({ planId }) => `/plans/${planId}`, show: waitFor('demo.counter.set') },
  state: { path: plain('/state'), show: waitFor('Intact') },
  forks: { path: ({ forkId }) => `/forks/${forkId}`, show: waitFor('std.slider.set') },
  executions: { path: plain('/executions'), show: waitFor('demo.counter.increment') },
  'executions-drawer': { path: ({ executionId }) => `/executions/${executionId}`, show: (page) => page.getByRole('complementary', { name: 'Execution' }).waitFor() },
  policy: { path: plain('/policy'), show: waitFor('big-steps') },
  'policy-roles': { path: plain('/policy/roles'), show: (page) => page.getByRole('button', { name: 'Which role?' }).waitFor() },
  team: { path: plain('/team'), show: waitFor(/viewer/i) },
  memory: { path: plain('/memory'), show: waitFor('home.site') },
  budget: { path: plain('/budget'), show: (page) => page.getByRole('table').first().waitFor() },
  secrets: { path: plain('/secrets'), show: waitFor('Missing') },
  account: { ofNoProject: true, path: plain('/settings/account'), show: waitFor('This one') },
  device: { ofNoProject: true, path: plain('/device'), show: (page) => page.getByLabel('Code').waitFor() },
  alerts: { ofNoProject: true, path: plain('/organization/alerts'), show: (page) => page.getByRole('heading', { name: 'Channels' }).waitFor() },
  organization: { ofNoProject: true, path: plain('/organization/overview'), show: (page) => page.getByRole('definition').first().waitFor() },
  audit: { ofNoProject: true, path: plain('/organization/audit'), show: waitFor('project.created') },
  projects: { ofNoProject: true, path: plain('/organization/projects'), show: (page) => page.getByRole('button', { name: /^Purge/ }).first().waitFor() },
  templates: { ofNoProject: true, path: plain('/organization/templates'), show: waitFor('business-hours') },
  keys: { ofNoProject: true, path: plain('/organization/keys'), show: (page) => page.getByRole('button', { name: /anew/ }).first().waitFor() },
  users: { ofNoProject: true, path: plain('/organization/users'), show: (page) => page.getByRole('link', { name: 'admin', exact: true }).waitFor() },
} as const satisfies Record<string, Scene>;
