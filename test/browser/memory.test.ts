import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Execution } from '../../contract/execution.ts';
import type { Fact } from '../../contract/memory.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsMember } from './member.ts';
import { openAsOperator } from './operator.ts';
import { complaints, say, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** An operator on the memory page of a project of his own. */
async function openMemory(scheme: Scheme = 'light') {
  const opened = await openAsOperator(browser, admin, scheme);
  const { page, projectId, operator } = opened;
  const put = async (key: string, value: unknown) => expectData(await operator.put<Execution>(`/projects/${projectId}/memory/${key}`, { value }));
  const facts = async () => expectData(await operator.get<{ items: Fact[] }>(`/projects/${projectId}/memory`)).items.map(({ key, value }) => [key, value]);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Memory' }).click();
  await page.getByRole('heading', { name: 'Memory', exact: true }).waitFor();
  return { ...opened, put, facts };
}

const row = (page: Page, key: string) => page.getByRole('row', { name: new RegExp(`^${key}`) });
const dialog = (page: Page) => page.getByRole('dialog');

describe('2.4 the memory page', () => {
  it('when there is nothing, then it teaches an example; what is added, changed and forgotten is so at once', async () => {
    const { page, facts } = await openMemory();
    await page.getByText('remember that my site is Hamburg').waitFor();
    await page.getByRole('button', { name: 'Remember your site' }).click();
    await dialog(page).getByLabel('Value').fill('Hamburg');
    await dialog(page).getByText('Kept as text, because it is no JSON.').waitFor();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await row(page, 'site').waitFor();
    expect(await facts()).toEqual([['site', 'Hamburg']]);

    await page.getByRole('button', { name: 'Change site' }).click();
    await dialog(page).getByLabel('Value').fill('{"city": "Kiel"}');
    await dialog(page).getByText('Kept as JSON, an object.').waitFor();
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await page.getByText('{"city":"Kiel"}').waitFor();
    expect(await facts()).toEqual([['site', { city: 'Kiel' }]]);
    expect(await row(page, 'site').locator('time').getAttribute('title')).toMatch(/\d{4}/);

    await page.getByRole('button', { name: 'site', exact: true }).click();
    await page.getByRole('region', { name: 'Value of site' }).getByText('"city"').waitFor();

    await page.getByRole('button', { name: 'Forget site' }).click();
    await dialog(page).getByRole('button', { name: 'Forget' }).click();
    await page.getByRole('heading', { name: 'Nothing is remembered yet' }).waitFor();
    expect(await facts()).toEqual([]);
  });

  it('when a key or a value is not right, then its field says so, and nothing is kept', async () => {
    const { page, facts, put } = await openMemory();
    await put('taken', 1);
    await page.getByRole('button', { name: 'New fact' }).click();
    await dialog(page).getByLabel('Key').fill('my site');
    await dialog(page).getByText('and not dots alone.').waitFor();
    expect(await dialog(page).getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await dialog(page).getByLabel('Key').fill('taken');
    await dialog(page).getByText('Its value will be replaced.').waitFor();
    await dialog(page).getByLabel('Key').fill('long');
    await dialog(page).getByLabel('Value').fill('x'.repeat(9_000));
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).getByText('expected at most 8192 bytes').first().waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    expect(await facts()).toEqual([['taken', 1]]);
  });

  it('when a fact changes elsewhere, then the page and the inspector show it without a reload', async () => {
    const { page, put, go } = await openMemory();
    await page.getByRole('heading', { name: 'Nothing is remembered yet' }).waitFor();
    await put('elsewhere', 'one');
    await row(page, 'elsewhere').waitFor();
    await go('/chat');
    await page.getByRole('tab', { name: 'Memory' }).click();
    const pane = page.getByRole('tabpanel').filter({ hasText: 'Open the memory' });
    await pane.getByText('"one"').waitFor();
    await say(page, 'remember that my site is Hamburg');
    await pane.getByText('"Hamburg"').waitFor();
    await pane.getByRole('link', { name: 'Open the memory' }).click();
    await row(page, 'site').waitFor();
  });

  it('when the project is locked, then it says why it was not remembered', async () => {
    const { page, projectId } = await openMemory();
    expectData(await admin.post(`/projects/${projectId}/lock`));
    await page.getByRole('button', { name: 'New fact' }).click();
    await dialog(page).getByLabel('Key').fill('site');
    await dialog(page).getByLabel('Value').fill('Hamburg');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await dialog(page).getByText('It was not remembered.').waitFor();
  });

  it('when somebody is a viewer, then there is no such tab, and the address says whom to ask', async () => {
    const { projectId } = await openMemory();
    const { page, go } = await openAsMember(browser, { admin, projectId, role: 'viewer' });
    expect(await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Memory' }).count()).toBe(0);
    await go('/memory');
    await page.getByRole('heading', { name: 'Memory is for operators and admins' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('when only the keyboard is used, then a fact is found, opened and added with it', async () => {
    const { page, put, facts } = await openMemory();
    await put('shift', 'nights');
    await row(page, 'shift').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Search pages, conversations and actions').fill('facts');
    await page.getByRole('option', { name: /^Memory/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'shift', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Value of shift' }).waitFor();
    await page.getByRole('button', { name: 'New fact' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('site');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Hamburg');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await row(page, 'site').waitFor();
    expect(await facts()).toEqual([['site', 'Hamburg'], ['shift', 'nights']]);
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, wide and narrow, then nothing stands in the way', async (scheme) => {
    const { page, window, put, go } = await openMemory(scheme);
    const complained = complaints(window);
    expect(await barriers(page)).toEqual([]);
    await put('site', { city: 'Hamburg', berths: [1, 2, 3], notes: 'A long note that does not fit into one line of the table, however wide the window is, and is cut there' });
    await put('preferred.language', 'German');
    await put('shift', 'nights');
    await row(page, 'shift').waitFor();
    await page.getByRole('button', { name: 'site', exact: true }).click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change preferred.language' }).click();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await go('/chat');
    await page.getByRole('tab', { name: 'Memory' }).click();
    await page.getByText('3 facts').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
