import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { PolicyVersion } from '../../contract/policy.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createProject, expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsOperator } from './operator.ts';
import { complaints, openPage, openWindow, type Scheme } from './page.ts';

const POLICY = { limits: { budget: { daily: 500, timezone: 'UTC' } } };

let browser: Browser;
let admin: Session;
let password: string;

beforeAll(async () => {
  ({ adminSession: admin, adminPassword: password } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

const editor = (page: Page) => page.getByRole('textbox', { name: 'Policy' });

/** Replaces what is in the editor, as a paste does. */
async function write(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** A project whose admin is signed in on its policy, which is in its second version. */
async function openPolicy(scheme: Scheme = 'light') {
  const projectId = await createProject(admin);
  const at = (path: string) => `/projects/${projectId}${path}`;
  expectData(await admin.put(at('/policy'), POLICY));
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username: 'admin', password });
  const go = (path: string) => page.goto(`${admin.url}/p/${projectId}${path}`);
  const inForce = async () => expectData(await admin.get<PolicyVersion>(at('/policy')));
  const run = async (actionId: string, inputs: object = {}) => expectData(await admin.post(at('/intents'), { actionId, inputs }));
  await go('/policy');
  await page.getByRole('heading', { name: 'Policy, version 2' }).waitFor();
  await editor(page).getByText('daily: 500').waitFor();
  return { page, window, at, go, inForce, run };
}

const publish = (page: Page) => page.getByRole('button', { name: 'Publish' });

describe('the policy (3.8)', () => {
  it('when a policy is written and published, then it is in force, and what may not be meant so is said', async () => {
    const { page, inForce } = await openPolicy();
    expect(await publish(page).isDisabled()).toBe(true);
    await write(page, 'limits: {quota: {perDay: 7}}\nrules:\n  - {id: tried, effect: reject, enforcement: shadow}\n');
    await page.getByText('This could be put in force.').waitFor();
    await publish(page).click();
    await page.getByRole('heading', { name: 'Policy, version 3' }).waitFor();
    await page.getByText('Version 3 is in force, and may not do all that it says.').waitFor();
    expect(await inForce()).toMatchObject({ version: 3, policy: { limits: { quota: { perDay: 7 } } } });
    await page.getByRole('button', { name: 'Understood' }).click();
    await page.getByText('and may not do all that it says').waitFor({ state: 'detached' });
  });

  it.each([
    ['a key is not known', 'limits:\n  rate: {perMinute: 5}\n  bogus: 1\n', 'Line 3', '/limits/bogus'],
    ['a value is wrong', 'limits:\n  rate: {perMinute: 5}\n  budget:\n    daily: -1\n', 'Line 4', '/limits/budget/daily'],
    ['an expression is not allowed', 'rules:\n  - id: one\n    effect: reject\n    when: {"var": "state"}\n', 'Line 4', '/rules/0/when'],
    ['it is no YAML', 'limits: {rate: [}\n', 'Line 1', ''],
  ])('when %s, then its line is named and it cannot be published', async (_when, text, line, path) => {
    const { page } = await openPolicy();
    await write(page, text);
    const problem = page.getByRole('list', { name: 'Problems' }).getByRole('button', { name: line }).first();
    await problem.waitFor();
    expect(await problem.innerText()).toContain(path);
    await page.locator('.cm-lintRange-error').first().waitFor();
    expect(await publish(page).isDisabled()).toBe(true);
    await problem.click();
    expect(await editor(page).evaluate((place) => place.contains(document.activeElement))).toBe(true);
  });

  it('when a word is begun, then what may stand there is offered', async () => {
    const { page } = await openPolicy();
    await write(page, 'approvals:\n  - id: costly\n    ');
    await page.keyboard.type('requ');
    await page.getByRole('option', { name: /requiredRole/ }).click(); // A key pressed in the moment in which the list opens is meant for the text.
    await editor(page).getByText('requiredRole:').waitFor();
  });

  it('when somebody else publishes meanwhile, then nothing is overwritten, what changed is shown, and the draft can stay', async () => {
    const { page, at, inForce } = await openPolicy();
    await write(page, 'limits: {quota: {perDay: 7}}\n');
    await page.getByText('This could be put in force.').waitFor();
    expectData(await admin.put(at('/policy'), { limits: { quota: { perDay: 9 } } }));
    await publish(page).click();
    await page.getByText('Version 3 has been published since you began.').waitFor();
    expect((await inForce()).version).toBe(3);
    await page.getByRole('link', { name: 'Show what changed' }).click();
    const comparison = page.getByRole('region', { name: 'Comparison' });
    await comparison.getByText('perDay: 9').waitFor();
    await comparison.getByText('daily: 500').waitFor();
    await page.getByRole('button', { name: 'Keep my draft' }).click();
    await publish(page).click();
    await page.getByRole('heading', { name: 'Policy, version 4' }).waitFor();
    expect((await inForce()).policy).toEqual({ limits: { quota: { perDay: 7 } } });
  });

  it('when the page is loaded again, then the draft is still there; discarded, the version in force is', async () => {
    const { page } = await openPolicy();
    await write(page, 'limits: {quota: {perDay: 7}}\n');
    await page.getByText('Draft', { exact: true }).waitFor();
    await page.reload();
    await editor(page).getByText('perDay: 7').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await editor(page).getByText('daily: 500').waitFor();
  });

  it('when an earlier version is chosen, then its difference shows and it can be written into the editor', async () => {
    const { page, at } = await openPolicy();
    expectData(await admin.put(at('/policy'), { limits: { quota: { perDay: 9 } } }));
    await page.reload();
    await page.getByRole('button', { name: /^2/ }).click();
    await page.waitForURL(/versions\?to=2$/);
    await page.getByRole('region', { name: 'Comparison' }).getByText('daily: 500').waitFor();
    await page.getByRole('button', { name: 'Write version 2 into the editor' }).click();
    await editor(page).getByText('daily: 500').waitFor();
  });

  it('when an intent is simulated under the draft, as somebody, then the verdict and every gate show and nothing is recorded', async () => {
    const { page, at } = await openPolicy();
    await write(page, 'rules:\n  - {id: frozen, effect: reject, actions: ["demo.*"], message: "The counter is frozen."}\n');
    await page.getByText('This could be put in force.').waitFor();
    await page.getByRole('tab', { name: 'Simulate' }).click();
    await page.waitForURL(/\/policy\/simulate$/);
    await page.getByText('Under your draft, which is not in force.').waitFor();
    await page.getByRole('combobox', { name: 'Action' }).selectOption('demo.counter.set@v1');
    await page.getByRole('spinbutton', { name: /value/ }).fill('5');
    await page.getByLabel('As', { exact: true }).selectOption({ label: 'admin, admin' });
    await page.getByRole('button', { name: 'Simulate' }).click();
    const outcome = page.getByRole('status', { name: 'Simulated outcome' });
    await outcome.getByText('Would be refused').waitFor();
    await outcome.getByText(/The counter is frozen/).first().waitFor();
    expect(await outcome.getByRole('list', { name: 'Gate trace' }).getByRole('listitem').count()).toBe(13);
    expect(expectData(await admin.get<{ items: unknown[] }>(at('/executions'))).items).toEqual([]);
  });

  it('when the draft is backtested, then it says what would have come out differently, for whom, and what it would have cost', async () => {
    const { page, run } = await openPolicy();
    for (const value of [1, 2, 3]) await run('demo.counter.set', { value });
    await write(page, 'rules:\n  - {id: frozen, effect: reject, actions: ["demo.*"]}\n');
    await page.getByText('This could be put in force.').waitFor();
    await page.getByRole('tab', { name: 'Backtest' }).click();
    await page.getByRole('button', { name: 'Run the backtest' }).click();
    const result = page.getByRole('status', { name: 'Backtest result' });
    await result.getByText('3 decisions would have come out differently.').waitFor();
    const line = result.getByRole('row', { name: /demo\.counter\.set/ });
    expect(await line.innerText()).toMatch(/admin[\s\S]*success[\s\S]*policy rule rejection[\s\S]*3/);
    await result.getByText('Cost, in units').waitFor();
  });

  it('when somebody is no admin, then he reads and cannot write', async () => {
    const { page, go } = await openAsOperator(browser, admin);
    await go('/policy');
    await page.getByText('Read only: admins publish').waitFor();
    expect(await editor(page).getAttribute('aria-readonly')).toBe('true');
    expect(await publish(page).count()).toBe(0);
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Versions']);
    expect(await barriers(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const { page, window, go } = await openPolicy(scheme);
    const complained = complaints(window);
    await write(page, 'limits:\n  bogus: 1\n');
    await page.getByRole('list', { name: 'Problems' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    for (const tab of ['simulate', 'backtest', 'versions']) {
      await go(`/policy/${tab}`);
      await editor(page).waitFor();
      await page.getByRole('tabpanel').locator('select, form').first().waitFor();
      expect(await barriers(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
