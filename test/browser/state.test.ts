import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import type { Session } from '../support/http.ts';
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

const version = (page: Page, n: number) => page.getByRole('heading', { name: `Version ${n}`, exact: true });
const counter = (page: Page, value: number) => page.locator('[data-component="demo.counter"] dd').getByText(String(value), { exact: true });

/** A project whose counter was set to 10, 20 and 30: three versions. */
async function openState(scheme: 'light' | 'dark' = 'light') {
  const opened = await openAsOperator(browser, admin, scheme);
  for (const value of [10, 20, 30]) await opened.run('demo.counter.set', { value });
  await opened.go('/state');
  await version(opened.page, 3).waitFor();
  return opened;
}

describe('the state (3.8)', () => {
  it('when no version is chosen, then the page follows the newest one as it changes', async () => {
    const { page, run } = await openState();
    await counter(page, 30).waitFor();
    await run('demo.counter.set', { value: 40 });
    await version(page, 4).waitFor();
    await counter(page, 40).waitFor();
    await page.getByRole('region', { name: 'Versions' }).getByRole('button', { name: /^4/ }).waitFor();
  });

  it('when one steps back by the keys, then the state of that version, its author and its address are there, and it stays', async () => {
    const { page, run } = await openState();
    await page.keyboard.press('ArrowLeft');
    await version(page, 2).waitFor();
    await counter(page, 20).waitFor();
    await page.waitForURL(/state\?version=2$/);
    await page.getByText(/demo\.counter\.set@v1 by op-/).waitFor();
    await run('demo.counter.set', { value: 40 });
    await page.getByText('2 of 4').waitFor();
    await counter(page, 20).waitFor();
    await page.getByRole('button', { name: 'Follow the newest' }).click();
    await counter(page, 40).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('when the slider is moved, then it goes through the versions to the beginning', async () => {
    const { page } = await openState();
    const slider = page.getByRole('slider', { name: 'Version' });
    await slider.press('Home');
    await version(page, 0).waitFor();
    await counter(page, 0).waitFor();
    await page.getByText('as the project began').waitFor();
    await slider.press('ArrowRight');
    await version(page, 1).waitFor();
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^Version 1, demo\.counter\.set@v1 by /);
  });

  it('when two versions are compared, then what differs is named and the address says which', async () => {
    const { page } = await openState();
    await page.getByLabel('Compare with version', { exact: true }).fill('1');
    const comparison = page.getByRole('region', { name: 'Comparison' });
    await comparison.getByText('From version 1 to version 3').waitFor();
    await comparison.getByRole('listitem').waitFor();
    expect(await comparison.getByRole('listitem').innerText()).toMatch(/demo\.counter value\s+10\s+30/);
    expect(new URL(page.url()).search).toBe('?compare=1');
    const beside = page.getByRole('region', { name: 'Counter' }).getByRole('row', { name: /^value/ });
    expect((await beside.getByRole('cell').allInnerTexts()).slice(-2)).toEqual(['10', '30']);
    await page.getByText('components are the same at both').waitFor();
    await page.reload();
    await comparison.getByText('From version 1 to version 3').waitFor();
    await page.getByRole('button', { name: 'Stop comparing' }).first().click();
    await comparison.waitFor({ state: 'detached' });
  });

  it('when the author is followed, then the execution behind the version opens', async () => {
    const { page } = await openState();
    await page.getByTitle('Show the execution').click();
    await page.waitForURL(/\/executions\/[^/?]+$/);
    await page.getByRole('complementary', { name: 'Execution' }).getByRole('link', { name: 'Version 3' }).click();
    await page.waitForURL(/state\?version=3$/);
    await version(page, 3).waitFor();
  });

  it('when the integrity is asked for, then it says that the records are intact and how many were checked', async () => {
    const { page } = await openState();
    await page.getByRole('button', { name: 'Integrity: Intact' }).click();
    await page.getByText('3 executions checked, up to number 3').waitFor();
    await page.getByRole('menuitem', { name: 'Check again' }).click();
    await page.getByRole('button', { name: 'Integrity: Intact' }).waitFor();
  });

  it('when there is no such version, then it says so and leads to the newest', async () => {
    const { page, go } = await openState();
    await go('/state?version=99');
    await page.getByText('There is no version 99').waitFor();
    await page.getByRole('link', { name: 'Show the newest version' }).click();
    await version(page, 3).waitFor();
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const { page, window, go } = await openState(scheme);
    const complained = complaints(window);
    await go('/state?version=2&compare=1');
    await page.getByRole('region', { name: 'Comparison' }).getByRole('listitem').waitFor();
    await page.getByRole('region', { name: 'Counter' }).getByRole('cell', { name: '20', exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
