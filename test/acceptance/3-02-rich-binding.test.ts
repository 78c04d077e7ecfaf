import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { Execution } from '../../contract/execution.ts';
import type { RegistryView } from '../../contract/registry.ts';
import { openAsOperator } from '../browser/operator.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { caller, expectData, type Session } from '../support/http.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

const LOOKS = 400;
const LOOK_EVERY_MS = 50;

const counter = (page: Page) => page.locator('[data-bound="demo.counter/value"] input');

/** Waits until the widget of the counter shows the value. */
async function shows(page: Page, value: number): Promise<void> {
  for (let looks = 0; looks < LOOKS && (await counter(page).inputValue()) !== String(value); looks += 1) await page.waitForTimeout(LOOK_EVERY_MS);
  expect(await counter(page).inputValue()).toBe(String(value));
}

async function openBound() {
  const opened = await openAsOperator(browser, admin);
  const { page, window, projectId, go, operator } = opened;
  const other = await window.newPage();
  await other.goto(`${admin.url}/p/${projectId}/panels`);
  await go('/panels');
  for (const tab of [page, other]) await counter(tab).waitFor();
  const executions = async () => expectData(await operator.get<{ items: Execution[] }>(`/projects/${projectId}/executions`)).items;
  return { ...opened, other, executions };
}

describe('3.2 rich binding', () => {
  it('when an execution comes from another tab, from the API, from a token or from the chat, then the widgets equal the state', async () => {
    const { page, other, projectId, operator, run } = await openBound();
    await run('demo.counter.set', { value: 11 });
    await shows(page, 11);
    await counter(other).fill('12');
    await counter(other).press('Enter');
    await shows(page, 12);
    const { token } = expectData(await operator.post<{ token: string }>('/tokens', { name: `t-${randomBytes(3).toString('hex')}` }), 201);
    const client = caller(admin.url, { authorization: `Bearer ${token}` });
    expectData(await client.post(`/projects/${projectId}/intents`, { actionId: 'demo.counter.increment', inputs: { amount: 1 } }));
    await shows(page, 13);
    expectData(await operator.post(`/projects/${projectId}/turns`, { message: 'set the counter to 14' }), 202);
    for (const tab of [page, other]) await shows(tab, 14);
  });

  it('when a widget is edited, then an intent of the page is recorded, and nothing else writes', async () => {
    const { page, executions, operator, projectId } = await openBound();
    await counter(page).fill('5');
    expect(expectData(await operator.get<{ version: number }>(`/projects/${projectId}/state`)).version).toBe(0);
    await counter(page).press('Enter');
    await page.locator('[data-outcome="success"]').waitFor();
    expect(await executions()).toMatchObject([{ trigger: 'ui', status: 'success', actionId: 'demo.counter.set@v1', intent: { inputs: { value: 5 } } }]);
  });

  it('when the gates say no to an edit, then the widget shows the state that there is', async () => {
    const { page, executions, projectId } = await openBound();
    expectData(await admin.put(`/projects/${projectId}/policy`, { limits: { rate: { perMinute: 0 } } }));
    await counter(page).fill('9');
    await counter(page).press('Enter');
    await page.locator('[data-outcome="rejected"]').getByText('rate_limit').waitFor();
    await shows(page, 0);
    expect(await executions()).toMatchObject([{ status: 'rejected', trigger: 'ui' }]);
  });

  it('when the registry is read, then each layout says to which component, path and action its widgets are bound', async () => {
    const { operator, projectId } = await openBound();
    const { layouts } = expectData(await operator.get<RegistryView>(`/projects/${projectId}/registry`));
    expect(layouts.find(({ layoutId }) => layoutId === 'demo.counter')).toMatchObject({ title: 'Counter', root: { widget: 'number', component: 'demo.counter', path: '/value', format: 'integer', action: 'demo.counter.set' } });
  });
});
