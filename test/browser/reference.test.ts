import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { complaints, openWindow } from './page.ts';

let browser: Browser;
let url: string;

beforeAll(async () => {
  ({ url } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

it('when the API reference is opened without signing in, then it lists the operations, opens one, and the browser has nothing to complain of', async () => {
  const window = await openWindow(browser);
  const complained = complaints(window);
  const page = await window.newPage();
  await page.goto(`${url}/docs`);
  const operation = page.locator('#operations-intents-postIntent');
  await operation.waitFor();
  expect(await page.locator('.opblock').count()).toBeGreaterThan(100);
  await operation.getByRole('button').first().click();
  await operation.getByText('Idempotency-Key').waitFor();
  expect(complained).toEqual([]);
});
