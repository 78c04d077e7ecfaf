import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { Turn } from '../../contract/turn.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createProject, createUser, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { complaints, openPage, openWindow, say, signInOn, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;
const password = randomBytes(12).toString('hex');

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A fresh project with an operator, and its chat, signed in. */
async function openChat(scheme: Scheme = 'light') {
  const username = `op-${randomBytes(5).toString('hex')}`;
  const operator = await createUser(admin, { username, password });
  const projectId = await createProject(admin);
  await admin.put(`/projects/${projectId}/members/${operator.me.user.userId}`, { role: 'operator' });
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password });
  return { page, window, projectId, username, operator };
}

const counter = (page: Page) => page.locator('[data-bound="demo.counter/value"]').getByRole('spinbutton');

describe('sign-in', () => {
  it('when the password is wrong, then it says so and lets one try again', async () => {
    const { page, username } = await openChat();
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('User name and password do not match.').waitFor();
  });

  it('when the session ends, then signing in leads back to the same conversation and the unsent words', async () => {
    const { page, username } = await openChat();
    await say(page, 'set the counter to 3');
    const address = page.url();
    await page.getByLabel('Message', { exact: true }).fill('not sent yet');
    await page.context().clearCookies();
    await page.reload();
    await signInOn(page, { username, password });
    expect(page.url()).toBe(address);
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('not sent yet');
  });
});

describe('the chat (3.4, 3.6)', () => {
  it('when two things are asked in one message, then the plan, both receipts and the new state appear without a reload, in a second tab too', async () => {
    const { page, window } = await openChat();
    const turn = await say(page, 'set the counter to 42, then add 5');
    await turn.getByText('Plan of 2 steps').waitFor();
    await turn.locator('.receipt').nth(1).getByText('demo.counter.increment').waitFor();
    expect(await turn.locator('.receipt').allInnerTexts()).toEqual([expect.stringMatching(/1 unit[^]*Done[^]*value 0\s+42/), expect.stringMatching(/1 unit[^]*Done[^]*value 42\s+47/)]);
    await expectValue(counter(page), '47');

    const second = await window.newPage();
    await second.goto(page.url());
    await expectValue(counter(second), '47');
    await say(page, 'set the counter to 7');
    await second.getByRole('log').getByRole('article', { name: 'set the counter to 7' }).locator('.receipt').getByText('Done').waitFor();
    await expectValue(counter(second), '7');
  });

  it('when a receipt is opened, then it shows all thirteen gates, the raw record and its ids', async () => {
    const { page } = await openChat();
    const turn = await say(page, 'set the counter to 9');
    await turn.getByRole('button', { name: /demo\.counter\.set/ }).click();
    const gates = turn.getByRole('list', { name: 'Gate trace' }).getByRole('listitem');
    await gates.first().waitFor();
    expect(await gates.count()).toBe(13);
    await turn.getByRole('tab', { name: 'Intent' }).click();
    await turn.getByRole('region', { name: 'Intent' }).getByText('"demo.counter.set"').waitFor();
    await turn.getByRole('tab', { name: 'Result' }).click();
    await turn.getByRole('region', { name: 'Result' }).getByText('"success"').waitFor();
    await turn.getByRole('button', { name: /execution/ }).waitFor();
  });

  it('when an action asks for a confirmation, then it shows what will run, and runs it once when confirmed', async () => {
    const { page, projectId, operator } = await openChat();
    await say(page, 'set the counter to 8');
    const turn = await say(page, 'reset the counter');
    const ask = turn.getByRole('group', { name: 'Confirm' });
    await ask.getByText('demo.counter.reset').waitFor();
    await ask.getByText(/expires in \d+:\d\d/).waitFor();
    await expectValue(counter(page), '8');
    await ask.getByRole('button', { name: 'Confirm' }).click();
    await expectValue(counter(page), '0');
    await ask.waitFor({ state: 'detached' });
    const { body } = await operator.get<{ items: unknown[] }>(`/projects/${projectId}/executions?action=demo.counter.reset&status=success`);
    expect(body.data.items).toHaveLength(1);
  });

  it('when a confirmation is answered with yes, then it runs; with no, it does not', async () => {
    const { page } = await openChat();
    await say(page, 'set the counter to 8');
    await say(page, 'reset the counter');
    await say(page, 'no');
    await expectValue(counter(page), '8');
    await say(page, 'reset the counter');
    await say(page, 'yes');
    await expectValue(counter(page), '0');
  });

  it('when messages are only simulated, then the page shows what would happen, and the counter stays', async () => {
    const { page } = await openChat();
    await page.getByRole('button', { name: 'Simulate', exact: true }).click();
    await say(page, 'set the counter to 42, then add 5');
    const outcomes = page.getByRole('status', { name: 'Simulated outcome' });
    await outcomes.nth(1).waitFor();
    expect(await outcomes.count()).toBe(2);
    await page.getByRole('log').getByText('Simulated, nothing was run.').waitFor();
    expect(await counter(page).inputValue()).toBe('0');
    expect(await barriers(page)).toEqual([]);
  });

  it('when an input is missing, then a form asks for it and the answer carries on', async () => {
    const { page } = await openChat();
    const turn = await say(page, 'add');
    const form = turn.getByRole('form', { name: 'What is missing' });
    await form.getByRole('spinbutton').fill('5');
    await form.getByRole('button', { name: 'Answer' }).click();
    await expectValue(counter(page), '5');
    await form.waitFor({ state: 'detached' });
  });

  it('when a word is ambiguous, then the choices are numbered and a digit chooses', async () => {
    const { page } = await openChat();
    const turn = await say(page, 'set');
    const choices = turn.getByRole('group', { name: 'Choose one' });
    await choices.getByRole('button', { name: /1.*Set the counter/ }).waitFor();
    await page.keyboard.press('1');
    await turn.getByRole('form', { name: 'What is missing' }).waitFor();
  });

  it('when the palette offers an action, then choosing it writes its words and runs nothing', async () => {
    const { page, projectId, operator } = await openChat();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /Reset the counter/ }).click();
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toMatch(/reset/);
    const { body } = await operator.get<{ items: Turn[] }>(`/projects/${projectId}/executions`);
    expect(body.data.items).toEqual([]);
  });

  it('when the arrow up is pressed in an empty composer, then the last message is back', async () => {
    const { page } = await openChat();
    await say(page, 'set the counter to 4');
    await page.getByLabel('Message', { exact: true }).press('ArrowUp');
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('set the counter to 4');
  });

  it('when there is no such project or conversation, then it says so', async () => {
    const { page, projectId } = await openChat();
    await page.goto(`${admin.url}/p/${projectId}/chat/018f0000-0000-7000-8000-000000000000`);
    await page.getByText('There is no such conversation').waitFor();
    await page.goto(`${admin.url}/p/018f0000-0000-7000-8000-000000000000/chat`);
    await page.getByText('There is no such project.').waitFor();
  });
});

describe('the page for everybody, in both themes (3.3, 3.4)', () => {
  it.each(['light', 'dark'] as const)('when somebody signs in, in %s, then nothing stands in the way', async (scheme) => {
    const page = await (await openWindow(browser, scheme)).newPage();
    await page.goto(admin.url);
    await page.getByLabel('User name').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('when somebody chats, in %s, then nothing stands in the way', async (scheme) => {
    const { page } = await openChat(scheme);
    expect(await barriers(page)).toEqual([]);
    const turn = await say(page, 'set the counter to 42, then add 5');
    await turn.getByRole('button', { name: /demo\.counter\.set/ }).click();
    await turn.getByRole('list', { name: 'Gate trace' }).waitFor();
    await say(page, 'set');
    await say(page, 'reset the counter');
    expect(await barriers(page)).toEqual([]);
  });

  it('when the window is narrow, then the columns are tabs and nothing stands in the way', async () => {
    const { page } = await openChat();
    await say(page, 'set the counter to 42');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('tab', { name: 'Inspector' }).click();
    await expectValue(counter(page), '42');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Chat' }).click();
    const send = await page.getByRole('button', { name: 'Send', exact: true }).boundingBox();
    expect((send?.x ?? Infinity) + (send?.width ?? 0)).toBeLessThanOrEqual(390);
    await say(page, 'reset the counter');
    expect(await barriers(page)).toEqual([]);
  });

  it('when the page is used, then it breaks no policy of its own and carries no schema library', async () => {
    const { page, window } = await openChat();
    const complained = complaints(window);
    const loaded: string[] = [];
    page.on('response', (answer) => {
      if (answer.url().endsWith('.js')) void answer.text().then((text) => loaded.push(text), () => undefined);
    });
    await page.reload();
    await page.getByLabel('Message', { exact: true }).waitFor();
    await say(page, 'set the counter to 2');
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/Search pages/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByPlaceholder(/Search pages/).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Theme/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    expect(complained).toEqual([]);
    expect(loaded.length).toBeGreaterThanOrEqual(2);
    expect(loaded.filter((text) => /ZodError|invalid_union/.test(text))).toEqual([]);
  });
});

/** Waits until the control holds the value; what never comes fails with what it held instead. */
async function expectValue(locator: ReturnType<Page['locator']>, value: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await locator.inputValue()) !== value && Date.now() < deadline) await new Promise((resume) => setTimeout(resume, 50));
  expect(await locator.inputValue()).toBe(value);
}
