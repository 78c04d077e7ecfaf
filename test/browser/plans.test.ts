import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Plan } from '../../contract/plan.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsMember } from './member.ts';
import { openAsOperator } from './operator.ts';
import { complaints, say } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

const set = (value: number) => ({ actionId: 'demo.counter.set', inputs: { value } });
const slide = { actionId: 'std.slider.set', inputs: { value: 40 } };
const rows = (page: Page) => page.locator('[data-plan]');
const card = (page: Page) => page.getByRole('region', { name: 'Plan', exact: true });
const draft = async (operator: Session, projectId: string, body: object): Promise<Plan> => expectData(await operator.post<Plan>(`/projects/${projectId}/plans`, body));

describe('the plans (3.8, 4.13)', () => {
  it('when there is none, then the page teaches how one comes about; one that is made appears by itself and runs from its card', async () => {
    const { page, go, operator, projectId } = await openAsOperator(browser, admin);
    await go('/plans');
    await page.getByText('No plans yet').waitFor();
    const { planId } = await draft(operator, projectId, { steps: [set(3), slide] });
    await rows(page).first().click();
    await page.waitForURL(new RegExp(`plans/${planId}$`));
    await card(page).getByText('13 passed').first().waitFor();
    expect(await card(page).innerText()).toMatch(/Plan of 2 steps[^]*would cost 2 units[^]*All steps together[^]*0[^]*3/);
    await card(page).getByRole('button', { name: 'Run 2 steps' }).click();
    await card(page).locator('.chip').getByText('Done').nth(2).waitFor();
    await card(page).getByText('2 units').waitFor();
    expect(await card(page).locator('.chip').allInnerTexts()).toEqual(['Done', 'Done', 'Done']);
    expect(await rows(page).first().innerText()).toContain('Done');
  });

  it('when a step asks for a confirmation, then the steps are confirmed and looked at again before they run', async () => {
    const { page, go, operator, projectId } = await openAsOperator(browser, admin);
    const { planId } = await draft(operator, projectId, { steps: [set(3), { actionId: 'demo.counter.reset', inputs: {} }] });
    await go(`/plans/${planId}`);
    await card(page).getByText('1 refused').waitFor();
    await card(page).getByRole('button', { name: 'Confirm these steps' }).click();
    await card(page).getByRole('button', { name: 'Run 2 steps' }).click();
    await card(page).getByText('Done').first().waitFor();
  });

  it('when a draft is edited, then its steps and its preview are the new ones, and what is no JSON cannot be saved', async () => {
    const { page, go, operator, projectId } = await openAsOperator(browser, admin);
    const { planId } = await draft(operator, projectId, { steps: [set(3), slide] });
    await go(`/plans/${planId}`);
    await card(page).getByRole('button', { name: 'Edit' }).click();
    const save = page.getByRole('button', { name: 'Save and try on a copy' });
    await page.getByLabel('Inputs').first().fill('{"value": 7');
    await page.getByText('Write a JSON object').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel('Inputs').first().fill('{"value": 7}');
    await page.getByRole('button', { name: 'Move step 2 up' }).click();
    expect(await barriers(page)).toEqual([]);
    await save.click();
    await card(page).getByText('Plan of 2 steps').waitFor();
    const { steps } = expectData(await operator.get<Plan>(`/projects/${projectId}/plans/${planId}`));
    expect(steps.map(({ actionId, inputs }) => [actionId, inputs])).toEqual([['std.slider.set', { value: 40 }], ['demo.counter.set', { value: 7 }]]);
  });

  it('when a new plan is typed, then it is stored as a draft with its preview', async () => {
    const { page, go } = await openAsOperator(browser, admin);
    await go('/plans');
    await page.getByRole('link', { name: 'New plan' }).click();
    await page.getByLabel('Action').fill('demo.counter.set');
    await page.getByLabel('Inputs').fill('{"value": 5}');
    await page.getByRole('button', { name: 'Save and try on a copy' }).click();
    await card(page).getByText('Plan of 1 step').waitFor();
    await card(page).getByRole('button', { name: 'Run 1 step' }).waitFor();
  });

  it('when a status is chosen, then it stands in the address and the keys move through what is left', async () => {
    const { page, go, operator, projectId } = await openAsOperator(browser, admin);
    const first = await draft(operator, projectId, { steps: [set(3), slide] });
    const second = await draft(operator, projectId, { steps: [slide, set(4)] });
    await draft(operator, projectId, { steps: [set(3), slide], run: true });
    await go('/plans');
    await rows(page).nth(2).waitFor();
    await page.getByLabel('Status').selectOption('draft');
    await page.waitForURL(/plans\?status=draft$/);
    await page.getByLabel('Status').blur();
    await rows(page).nth(1).waitFor();
    await rows(page).nth(2).waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await page.waitForURL(new RegExp(`plans/${second.planId}\\?status=draft$`));
    await page.keyboard.press('j');
    await page.waitForURL(new RegExp(`plans/${first.planId}\\?status=draft$`));
    await card(page).getByRole('button', { name: 'Discard' }).click();
    await card(page).getByText('Discarded').waitFor();
  });

  it('when somebody else looks at a draft, then he reads it and cannot run it; an admin may discard it', async () => {
    const { operator, projectId } = await openAsOperator(browser, admin);
    const { planId } = await draft(operator, projectId, { steps: [set(3), slide] });
    const viewer = await openAsMember(browser, { admin, projectId, role: 'viewer' });
    await viewer.go(`/plans/${planId}`);
    await viewer.page.getByText('Only its author may run this plan').waitFor();
    expect(await card(viewer.page).getByRole('button', { name: /Run|Discard|Edit/ }).count()).toBe(0);
    const other = await openAsMember(browser, { admin, projectId, role: 'admin' });
    await other.go(`/plans/${planId}`);
    await card(other.page).getByRole('button', { name: 'Discard' }).click();
    await card(viewer.page).getByText('Discarded').waitFor();
  });

  it('when a plan came from a message, then its author finds the way back there', async () => {
    const { page, go, operator, projectId } = await openAsOperator(browser, admin);
    await say(page, 'set the counter to 42, then add 5');
    const { body } = await operator.get<{ items: Plan[] }>(`/projects/${projectId}/plans`);
    await go(`/plans/${body.data.items[0]?.planId}`);
    await page.getByRole('link', { name: 'from a message' }).click();
    await page.getByRole('log').getByText('set the counter to 42').first().waitFor();
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way, also on a telephone', async (scheme) => {
    const { page, window, go, operator, projectId } = await openAsOperator(browser, admin, scheme);
    const complained = complaints(window);
    const { planId } = await draft(operator, projectId, { steps: [set(3), { actionId: 'demo.counter.reset', inputs: {} }], atomicity: 'plan' });
    await go(`/plans/${planId}`);
    await card(page).getByText('all or nothing').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Plans' }).first().click();
    await rows(page).first().waitFor();
    expect(complained).toEqual([]);
  });

  it('when a whole plan waits for approval, then its card leads to the one request for all steps, and ends by itself once that is allowed', async () => {
    const { page, go, operator, projectId } = await openAsOperator(browser, admin);
    expectData(await admin.put(`/projects/${projectId}/policy`, { approvals: [{ id: 'sliding', when: { actions: ['std.slider.*'] }, requiredRole: 'admin', quorum: 1 }] }));
    const { planId } = await draft(operator, projectId, { steps: [set(3), slide], atomicity: 'plan' });
    await go(`/plans/${planId}`);
    await card(page).getByText('1 admin').waitFor();
    await card(page).getByRole('button', { name: 'Run, and ask for approval' }).click();
    await card(page).getByText('Waits for an admin.').waitFor();
    const link = await card(page).getByRole('link', { name: 'Open the request' }).getAttribute('href');
    const decider = await openAsMember(browser, { admin, projectId, role: 'admin' });
    await decider.page.goto(`${admin.url}${link}`);
    await decider.page.getByRole('link', { name: 'a plan' }).waitFor();
    await decider.page.getByRole('button', { name: 'Approve' }).click();
    await decider.page.getByRole('button', { name: 'Confirm approval' }).click();
    await card(page).locator('.chip').getByText('Done').nth(2).waitFor();
  });

  it('when a plan is not there, then the page says so', async () => {
    const { page, go } = await openAsOperator(browser, admin);
    await go('/plans/018f0000-0000-7000-8000-000000000000');
    await page.getByText('There is no such plan').waitFor();
  });
});
