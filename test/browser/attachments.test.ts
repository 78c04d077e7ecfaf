import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Execution } from '../../contract/execution.ts';
import type { Turn } from '../../contract/turn.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { expectData, type Session } from '../support/http.ts';
import { attachment, samples, storedAs } from '../support/media.ts';
import { barriers } from './accessibility.ts';
import { openAsOperator } from './operator.ts';
import { complaints, say } from './page.ts';

jest.setTimeout(120_000); // axe and files of megabytes take their time on a busy machine.

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

const png = { name: 'pump.png', mimeType: 'image/png', buffer: samples['image/png'] };
const csv = { name: 'readings.csv', mimeType: 'text/csv', buffer: samples['text/csv'] };

const composer = (page: Page) => page.locator('form.composer');
const chips = (page: Page) => composer(page).getByRole('listitem');
const message = (page: Page) => page.getByLabel('Message', { exact: true });

type Given = { name: string; mimeType: string; buffer: Buffer };

/** Chooses files in the dialog that the button opens. */
async function choose(page: Page, files: Given[]): Promise<void> {
  const [dialog] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Attach files' }).click()]);
  await dialog.setFiles(files);
}

/** Files as the page gets them from a drag or from the clipboard, with words beside them where there are any. */
const transferOf = (page: Page, files: Given[], words?: string) =>
  page.evaluateHandle(
    ({ items, text }) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of items) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      if (text !== undefined) transfer.setData('text/plain', text);
      return transfer;
    },
    { items: files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })), text: words },
  );

const paste = async (page: Page, files: Given[], words?: string) => {
  const clipboardData = await transferOf(page, files, words);
  await message(page).evaluate((element, data) => element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })), clipboardData);
};

describe('attachments in the chat (1.11)', () => {
  it('when files are chosen, then they are shown, go with the message, reach the intent, and are shown with what was said', async () => {
    const { page, window, projectId, operator } = await openAsOperator(browser, admin);
    const found = complaints(window);
    await choose(page, [png, csv]);
    await chips(page).nth(1).waitFor();
    expect(await chips(page).allInnerTexts()).toEqual([expect.stringContaining('pump.png'), expect.stringMatching(/readings\.csv\s+20 B/)]);
    expect(await chips(page).first().locator('img').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(1);
    expect(await barriers(page)).toEqual([]);

    const turn = await say(page, 'set the counter to 3');
    await turn.locator('.receipt').waitFor();
    expect(await chips(page).count()).toBe(0);
    const media = [storedAs({ ...attachment('image/png'), name: png.name }), storedAs({ ...attachment('text/csv'), name: csv.name })];
    const { items } = expectData(await operator.get<{ items: Execution[] }>(`/projects/${projectId}/executions`));
    expect(items[0]?.intent.media).toEqual(media);

    await page.reload();
    const image = turn.getByRole('img', { name: 'pump.png' });
    await image.waitFor();
    await page.waitForFunction(() => (document.querySelector('.sent-image img') as HTMLImageElement | null)?.naturalWidth === 1);
    const [opened] = await Promise.all([window.waitForEvent('page'), image.click()]);
    await opened.waitForURL(`**/api/v1/projects/${projectId}/media/${media[0]?.sha256}`);
    const [download] = await Promise.all([page.waitForEvent('download'), turn.getByRole('link', { name: /readings\.csv/ }).click()]);
    expect(download.suggestedFilename()).toBe('readings.csv');
    expect(await barriers(page)).toEqual([]);
    expect(found).toEqual([]);
  });

  it('when files are dropped on the composer, or pasted into it, then they are attached; words on the clipboard stay words', async () => {
    const { page } = await openAsOperator(browser, admin);
    const dataTransfer = await transferOf(page, [png]);
    await message(page).dispatchEvent('dragover', { dataTransfer });
    await page.getByPlaceholder('Drop files to attach them').waitFor();
    await message(page).dispatchEvent('drop', { dataTransfer });
    await chips(page).first().waitFor();
    await page.getByPlaceholder('Say what should happen').waitFor();

    await paste(page, [{ ...csv, name: 'pasted.csv', mimeType: 'application/vnd.ms-excel' }]);
    await chips(page).nth(1).waitFor();
    await paste(page, [png], 'a cell of a table');
    await paste(page, [{ ...png, name: 'second.png' }]);
    await chips(page).nth(2).waitFor();
    expect(await chips(page).allInnerTexts()).toEqual(['pump.png', 'pasted.csv', 'second.png'].map((name) => expect.stringContaining(name)));
  });

  it('when one is removed with the keyboard, then it does not go with the message, and one goes on writing', async () => {
    const { page, projectId, operator } = await openAsOperator(browser, admin);
    await choose(page, [png, csv]);
    await chips(page).nth(1).waitFor();
    await page.getByRole('button', { name: 'Remove pump.png' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove pump.png' }).waitFor({ state: 'detached' });
    expect(await message(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('set the counter to 4');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByRole('link', { name: /readings\.csv/ }).waitFor();
    const { items } = expectData(await operator.get<{ items: { sessionId: string }[] }>(`/projects/${projectId}/sessions`));
    const turns = expectData(await operator.get<{ items: Turn[] }>(`/projects/${projectId}/sessions/${items[0]?.sessionId}/turns`));
    expect(turns.items[0]?.media.map(({ name }) => name)).toEqual(['readings.csv']);
  });

  it('when files cannot be attached, then it says why, and the others are attached', async () => {
    const { page } = await openAsOperator(browser, admin);
    const large = { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.alloc(6_000_000, 'x') };
    await choose(page, [{ ...png, name: 'tool.exe', mimeType: 'application/x-msdownload' }, { ...csv, name: 'empty.csv', buffer: Buffer.alloc(0) }, large, { ...large, name: 'second.txt' }, png]);
    await chips(page).nth(1).waitFor();
    expect(await chips(page).allInnerTexts()).toEqual([expect.stringContaining('large.txt'), expect.stringContaining('pump.png')]);
    expect(await composer(page).getByRole('alert').innerText()).toMatch(/tool\.exe cannot be attached\. Attach images[^]*empty\.csv is empty\.[^]*second\.txt was left out: it has 6\.0 MB/);
    expect(await barriers(page)).toEqual([]);

    await choose(page, [csv, { ...csv, name: 'fourth.csv' }, { ...csv, name: 'fifth.csv' }]);
    await chips(page).nth(3).waitFor();
    await composer(page).getByText('fifth.csv was left out: a message takes 4 files at most.').waitFor();
    await page.getByText('Say what should happen with it').waitFor();
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  });

  it('when what is attached is not what it says, then nothing is sent, and the words and files are still there', async () => {
    const { page } = await openAsOperator(browser, admin);
    await choose(page, [{ ...png, name: 'not.pdf', mimeType: 'application/pdf' }]);
    await chips(page).first().waitFor();
    await message(page).fill('set the counter to 5');
    await page.keyboard.press('Enter');
    await page.getByText('Your message was not sent. It is still here.').waitFor();
    await chips(page).first().waitFor();
    expect(await message(page).inputValue()).toBe('set the counter to 5');
    await page.getByRole('button', { name: 'Remove not.pdf' }).click();
    await say(page, 'set the counter to 6');
    expect(await page.getByRole('log').getByRole('article').count()).toBe(1);
  });

  it('when the arrow up brings back an earlier message, then what was attached to it does not come along', async () => {
    const { page } = await openAsOperator(browser, admin);
    await choose(page, [csv]);
    await chips(page).first().waitFor();
    await say(page, 'set the counter to 8');
    await message(page).focus();
    await page.keyboard.press('ArrowUp');
    expect(await message(page).inputValue()).toBe('set the counter to 8');
    expect(await chips(page).count()).toBe(0);
  });
});
