import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
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

const rows = (page: Page) => page.locator('.execution-row');
const drawer = (page: Page) => page.getByRole('complementary', { name: 'Execution' });
const scrollTo = (page: Page, top: string) => page.evaluate(`document.querySelector('.executions-scroll').scrollTop = ${top}`);

describe('the executions (3.8)', () => {
  it('when nothing was asked for, then the page says what to do, and the first execution appears by itself', async () => {
    const { page, go, run } = await openAsOperator(browser, admin);
    await go('/executions');
    await page.getByText('Nothing was asked for yet').waitFor();
    await run('demo.counter.set', { value: 3 });
    await rows(page).getByText('demo.counter.set').waitFor();
    expect(await rows(page).innerText()).toMatch(/Done[^]*demo\.counter\.set@v1[^]*api[^]*1[^]*0 → 3/);
  });

  it('when a filter is chosen, then it stands in the address, narrows what comes in live too, and can be sent', async () => {
    const { page, window, go, run } = await openAsOperator(browser, admin);
    await run('demo.counter.set', { value: 3 });
    await run('demo.counter.set', {});
    await go('/executions');
    await page.getByLabel('Status').selectOption('rejected');
    await page.waitForURL(/executions\?status=rejected$/);
    await page.getByLabel('Action').fill('demo.counter.set');
    await page.waitForURL(/action=demo\.counter\.set/);
    await rows(page).first().waitFor();
    expect(await rows(page).allInnerTexts()).toEqual([expect.stringContaining('Refused')]);
    await run('demo.counter.set', { value: 4 });
    await run('demo.counter.set', { value: 'four' });
    await rows(page).nth(1).waitFor();
    expect(await rows(page).allInnerTexts()).toEqual([expect.stringContaining('Refused'), expect.stringContaining('Refused')]);

    const second = await window.newPage();
    await second.goto(page.url());
    await rows(second).nth(1).waitFor();
    await second.getByRole('button', { name: 'Clear' }).click();
    await rows(second).nth(3).waitFor();
    expect(new URL(second.url()).search).toBe('');
  });

  it('when no row fits or a filter cannot be read, then it says so and the way out works', async () => {
    const { page, go, run } = await openAsOperator(browser, admin);
    await run('demo.counter.set', { value: 3 });
    await go('/executions?status=failed');
    await page.getByText('No execution fits these filters').waitFor();
    await go('/executions?action=Not+an+action');
    await page.getByText('The executions could not be loaded.').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await rows(page).first().waitFor();
  });

  it('when only the keys are used, then a row opens with its own address, the next follows, and Escape closes', async () => {
    const { page, go, run } = await openAsOperator(browser, admin);
    const first = await run('demo.counter.set', { value: 3 });
    const second = await run('demo.counter.set', { value: 5 });
    await go('/executions');
    await rows(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`executions/${second.executionId}$`));
    await drawer(page).getByText('Set the counter').first().waitFor();
    const gates = drawer(page).getByRole('list', { name: 'Gate trace' }).getByRole('listitem');
    await gates.first().waitFor();
    expect(await gates.count()).toBe(13);
    await drawer(page).getByRole('button', { name: /request/ }).waitFor();
    expect(await drawer(page).getByRole('link', { name: 'Version 2' }).getAttribute('href')).toMatch(/state\?version=2$/);
    await page.keyboard.press('ArrowDown');
    await page.waitForURL(new RegExp(`executions/${first.executionId}$`));
    await page.keyboard.press('Escape');
    await page.waitForURL(/executions$/);
    await drawer(page).waitFor({ state: 'detached' });
  });

  it('when an execution is not there, then its drawer says so', async () => {
    const { page, go } = await openAsOperator(browser, admin);
    await go('/executions/018f0000-0000-7000-8000-000000000000');
    await page.getByText('There is no such execution').waitFor();
  });

  it('when there are many, then at most 60 rows exist, earlier ones come by scrolling, and new ones are counted while one reads', async () => {
    const { page, go, run } = await openAsOperator(browser, admin);
    for (let n = 0; n < 130; n += 1) await run('demo.counter.set', { value: n });
    await go('/executions');
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBeLessThanOrEqual(60);
    await scrollTo(page, '1e9');
    await page.locator('[role="grid"][aria-rowcount="131"]').waitFor();
    await scrollTo(page, '1e9');
    await rows(page).getByText('0 → 1.').waitFor();
    expect(await rows(page).count()).toBeLessThanOrEqual(60);
    await run('demo.counter.set', { value: 1000 });
    await run('demo.counter.set', { value: 2000 });
    await page.getByRole('button', { name: '2 new' }).click();
    await rows(page).getByText('1,000 → 2,000').or(rows(page).getByText('1000 → 2000')).waitFor();
    await page.getByRole('button', { name: /new$/ }).waitFor({ state: 'detached' });
  });

  it.each(['CSV', 'JSON'])('when the filtered rows are exported as %s, then the file holds them and no others', async (format) => {
    const { page, go, run } = await openAsOperator(browser, admin);
    await run('demo.counter.set', { value: 3 });
    await run('std.text_input.set', { value: 'a "quoted", text' });
    await go('/executions?action=std.text_input.set');
    await rows(page).first().waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: new RegExp(format) }).click()]);
    const text = await readFile(await file.path(), 'utf8');
    expect(file.suggestedFilename()).toMatch(new RegExp(`^executions-.*\\.${format.toLowerCase()}$`));
    expect(text).toContain('std.text_input.set@v1');
    expect(text).not.toContain('demo.counter.set');
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const { page, window, go, run } = await openAsOperator(browser, admin, scheme);
    const complained = complaints(window);
    const { executionId } = await run('demo.counter.set', { value: 3 });
    await run('demo.counter.set', {});
    await go(`/executions/${executionId}`);
    await drawer(page).getByRole('list', { name: 'Gate trace' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Chat' }).click();
    await page.getByLabel('Message', { exact: true }).waitFor();
    expect(complained).toEqual([]);
  });
});
