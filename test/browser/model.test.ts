import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { increment, type ModelHouse, openModelHouse } from '../acceptance/model-stage.ts';
import { launchChromium } from '../support/chromium.ts';
import { barriers } from './accessibility.ts';
import { openAsOperator } from './operator.ts';
import { complaints, say, type Scheme } from './page.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a house.

let home: ModelHouse;
let browser: Browser;
beforeAll(async () => {
  home = await openModelHouse('model-page', { LLM_TIMEOUT_MS: '60000' });
  browser = await launchChromium();
}, SLOW_MS);
afterAll(async () => {
  await browser.close();
  await home.stop();
});

async function openChat(scheme: Scheme = 'light') {
  home.model.clear();
  const opened = await openAsOperator(browser, home.house.adminSession, scheme);
  return { ...opened, complained: complaints(opened.window) };
}

const send = async (page: Page, message: string): Promise<void> => {
  await page.getByLabel('Message', { exact: true }).fill(message);
  await page.keyboard.press('Enter');
};
const actByItself = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /Assisted/ }).click();
  await page.getByRole('menuitemradio', { name: /Autonomous/ }).click();
};

describe('a model in the chat', () => {
  it.each(['light', 'dark'] as const)('when it was asked, then the receipt is the record’s, and what it was told and said can be read, in %s', async (scheme) => {
    const { page, complained } = await openChat(scheme);
    home.model.say(increment(5));
    const turn = await say(page, 'raise the counter by five');
    await turn.locator('.receipt').getByText('demo.counter.increment').waitFor();
    await turn.getByText('scripted-1').waitFor();
    await turn.getByRole('button', { name: 'Why this reply' }).click();
    const why = page.getByRole('dialog', { name: 'Why this reply' });
    await why.getByText('What it answered').waitFor();
    await why.locator('details[open]').getByText(/increment/).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await why.getByRole('button', { name: 'Close' }).last().click();
    await why.waitFor({ state: 'detached' });
    expect(complained).toEqual([]);
  });

  it('when it speaks before it has ended, then its words show as they come, and Stop ends it with nothing run', async () => {
    const { page, operator, projectId } = await openChat();
    home.model.say({ stall: true, text: 'Looking at the counter first. Then I will see what to do.' });
    await send(page, 'think about the counter');
    await page.getByRole('group', { name: 'Thinking aloud' }).getByText('Looking at the counter first.').waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'hidden' });
    await page.getByRole('group', { name: 'Thinking aloud' }).waitFor({ state: 'detached' });
    const { body } = await operator.get<{ items: unknown[] }>(`/projects/${projectId}/executions`);
    expect(body.data.items).toEqual([]);
  });

  it('when its author is on another page, then Stop is there too, and ends it', async () => {
    const { page, operator, projectId } = await openChat();
    home.model.say({ stall: true, text: 'Thinking about it.' });
    await send(page, 'think for a long time');
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await page.getByRole('link', { name: 'State', exact: true }).click();
    const stop = page.getByRole('button', { name: 'Stop the message that is worked on' });
    await stop.click();
    await stop.waitFor({ state: 'detached' });
    const { body } = await operator.get<{ items: { status: string }[] }>(`/projects/${projectId}/sessions`);
    expect(body.data.items.map(({ status }) => status)).toEqual(['done']);
  });

  it('when it acts by itself, then each receipt appears as it is recorded, and the sum of them at the end', async () => {
    const { page } = await openChat();
    home.model.say(increment(2), increment(3), { stall: true });
    await actByItself(page);
    await send(page, 'bring the counter to five');
    const receipts = page.getByRole('log').locator('.receipt');
    await receipts.nth(1).waitFor();
    await home.model.untilAsked(3); // Stopped before that, it ends with what it did last.
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('log').getByText(/2 actions so far/).waitFor();
    await receipts.nth(1).getByText('Done').waitFor();
  });
});
