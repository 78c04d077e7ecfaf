import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createProject, createUser, expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { complaints, openPage, openWindow, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A project of a system admin who is signed in on a part of the organisation. */
async function openOrganization(path: string, { isSystemAdmin = true, scheme = 'light' }: { isSystemAdmin?: boolean; scheme?: Scheme } = {}) {
  const [username, password] = [`org-${randomBytes(5).toString('hex')}`, randomBytes(12).toString('hex')];
  const person = await createUser(admin, { username, password, isSystemAdmin });
  const name = `Org ${randomBytes(4).toString('hex')}`;
  const projectId = await createProject(admin, name);
  expectData(await admin.put(`/projects/${projectId}/members/${person.me.user.userId}`, { role: 'operator' }));
  for (let run = 0; run < 3; run += 1) expectData(await person.post(`/projects/${projectId}/intents`, { actionId: 'demo.counter.increment', inputs: {} }));
  const window = await openWindow(browser, scheme);
  const heard = complaints(window);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password });
  await page.goto(`${admin.url}/organization/${path}`);
  return { page, heard, projectId, name, person };
}

describe('8.9 the organisation', () => {
  it.each(['light', 'dark'] as const)('when its parts are opened in %s, then each shows what it is for, without barriers', async (scheme) => {
    const { page, heard, name, projectId } = await openOrganization('overview', { scheme });
    await page.getByRole('row', { name }).waitFor();
    expect(await page.getByRole('row', { name }).getByRole('cell').allInnerTexts()).toContain('3');
    expect(await barriers(page)).toEqual([]);
    const tabs = page.getByRole('navigation', { name: 'Organisation' });
    await tabs.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('table', { name: 'Audit, newest first' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${admin.url}/organization/audit?project=${projectId}`); // All tests write the audit; this project's part of it is this test's.
    await page.getByRole('table', { name: 'Audit, newest first' }).getByText('demo.counter.increment').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await tabs.getByRole('link', { name: 'Projects' }).click();
    await page.getByRole('row', { name }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await tabs.getByRole('link', { name: 'Templates' }).click();
    await page.getByRole('row', { name: 'business-hours' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(heard).toEqual([]);
  });

  it('when the audit is narrowed, then the address says so and only what fits is left', async () => {
    const { page, projectId } = await openOrganization('audit');
    await page.getByLabel('Action or act').fill('project.created');
    await page.getByLabel('Action or act').press('Enter');
    await page.waitForURL(/action=project\.created/);
    await page.goto(`${page.url()}&project=${projectId}`);
    await page.getByText('No earlier entries.').waitFor();
    expect(await page.getByRole('table').getByRole('row').count()).toBe(2);
    await page.getByRole('row', { name: /project\.created/ }).waitFor();
  });

  it('when somebody is no system admin, then he is told whom to ask, and the rail does not lead there', async () => {
    const { page } = await openOrganization('overview', { isSystemAdmin: false });
    await page.getByRole('heading', { name: 'The organisation is for system admins' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Organisation' }).count()).toBe(0);
  });
});

describe('9.3 and 9.4 projects in the organisation', () => {
  it('when a project is opened, locked and purged there, then each is so, and only the exact name purges it', async () => {
    const { page, person } = await openOrganization('projects');
    const name = `Doomed ${randomBytes(4).toString('hex')}`;
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Rules to begin with').selectOption('business-hours');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    const row = page.getByRole('row', { name });
    await row.waitFor();
    await row.getByRole('button', { name: `Lock ${name}` }).click();
    await row.getByText('locked').waitFor();
    await row.getByRole('button', { name: `Purge ${name}` }).click();
    const dialog = page.getByRole('dialog', { name: `Purge ${name}?` });
    const purge = dialog.getByRole('button', { name: 'Purge for ever' });
    await dialog.getByLabel(`Type ${name} to confirm`).fill(name.toLowerCase());
    expect(await purge.isDisabled()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
    await purge.click();
    await row.waitFor({ state: 'detached' });
    const { items } = expectData(await person.get<{ items: { subject: string }[] }>('/org/audit?action=project.purged&limit=200'));
    expect(items.map(({ subject }) => subject)).toContain(name);
  });

  it('when a template is written, then it is stored as a version, and what the server objects to is said', async () => {
    const { page, person } = await openOrganization('templates');
    const name = `page-${randomBytes(4).toString('hex')}`;
    await page.getByRole('button', { name: 'New template' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Write it' }).click();
    const editor = page.getByLabel('Policy', { exact: true });
    await editor.waitFor();
    await editor.fill('rules: [{id: x, effect: reject, when: 1}]\n');
    await page.getByRole('button', { name: 'Store a new version' }).click();
    await page.getByText('The template was not stored.').waitFor();
    await editor.fill('limits: {budget: {daily: 7}}\n');
    await page.getByRole('button', { name: 'Store a new version' }).click();
    await page.getByRole('combobox', { name: 'Version' }).waitFor();
    expect(expectData(await person.get<{ policy: object }>(`/policy-templates/${name}/versions/1`)).policy).toEqual({ limits: { budget: { daily: 7, timezone: 'UTC' } } });
  });
});
