import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsOperator } from './operator.ts';
import { complaints } from './page.ts';

let browser: Browser;
let admin: Session;
beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe('the budget page', () => {
  it.each(['light', 'dark'] as const)('when something was spent, then limits, bars and the dearest actions show it, and more spending arrives by itself, in %s', async (scheme) => {
    const { page, window, operator, projectId } = await openAsOperator(browser, admin, scheme);
    const complained = complaints(window);
    expectData(await admin.put(`/projects/${projectId}/policy`, { limits: { budget: { daily: 10 } }, actionBudgets: { 'demo.counter.increment': { daily: 4 } } }));
    const add = async () => expectData(await operator.post(`/projects/${projectId}/intents`, { actionId: 'demo.counter.increment', inputs: {} }));
    await add();
    await page.getByRole('link', { name: /left$/ }).click();
    await page.waitForURL(/\/budget$/);
    await page.getByText('1 of 10 units', { exact: true }).waitFor();
    await page.getByText('1 of 4 units', { exact: true }).waitFor();
    await page.getByRole('heading', { name: /1 unit since .*, by days, UTC/ }).waitFor();
    await add();
    await page.getByText('2 of 10 units', { exact: true }).waitFor();
    await page.getByRole('heading', { name: /2 units since/ }).waitFor();
    await page.getByText('Today', { exact: true }).click();
    await page.getByRole('heading', { name: /2 units since .*, by hours, UTC/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
