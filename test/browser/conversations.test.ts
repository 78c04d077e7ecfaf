import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { ChatSession } from '../../contract/turn.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { caller, createProject, createUser, expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { complaints, openPage, openWindow, say, signInOn } from './page.ts';

let browser: Browser;
let admin: Session;
const password = randomBytes(12).toString('hex');

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A fresh project with an operator who has two conversations, the newer one open. */
async function openChat() {
  const username = `op-${randomBytes(5).toString('hex')}`;
  const operator = await createUser(admin, { username, password });
  const projectId = await createProject(admin);
  await admin.put(`/projects/${projectId}/members/${operator.me.user.userId}`, { role: 'operator' });
  const window = await openWindow(browser);
  const complained = complaints(window);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password });
  await say(page, 'set the counter to 3');
  await page.getByRole('button', { name: /New conversation/ }).click();
  await say(page, 'add 5');
  const list = page.getByRole('region', { name: 'Conversations', exact: true });
  const sessions = async () => expectData(await operator.get<{ items: ChatSession[] }>(`/projects/${projectId}/sessions`)).items.map(({ title }) => title);
  return { page, window, list, sessions, projectId, username, complained };
}

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search conversations' });

describe('conversations', () => {
  it('when words are searched for, then only the conversations that hold them are listed', async () => {
    const { page, list } = await openChat();
    await list.getByRole('link', { name: /set the counter/ }).waitFor();
    await search(page).fill('COUNTER to 3');
    await list.getByRole('link', { name: /add 5/ }).waitFor({ state: 'detached' });
    expect(await list.getByRole('link').count()).toBe(1);
    await search(page).fill('nothing of this');
    await list.getByText('No conversation holds these words.').waitFor();
    await search(page).fill('');
    await list.getByRole('link', { name: /add 5/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('when one is renamed with the keyboard alone, then it has its title and the focus is back where it was', async () => {
    const { page, list, sessions, complained } = await openChat();
    const more = list.getByRole('button', { name: 'More about set the counter to 3' });
    await more.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Rename' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Rename the conversation' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Title').fill('Morning check');
    await page.keyboard.press('Enter');
    await list.getByRole('link', { name: /Morning check/ }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('More about Morning check');
    expect(await sessions()).toEqual(['add 5', 'Morning check']);
    expect(complained).toEqual([]);
  });

  it('when the open one is deleted, then it is asked once more, and a new conversation is open after it', async () => {
    const { page, list, sessions, projectId, complained } = await openChat();
    const ask = async () => {
      await list.getByRole('button', { name: 'More about add 5' }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await page.getByRole('dialog', { name: 'Delete the conversation?' }).waitFor();
    };
    await ask();
    await page.keyboard.press('Enter'); // The answer that keeps it has the focus.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await ask();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await sessions()).toEqual(['add 5', 'set the counter to 3']);
    await ask();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await list.getByRole('link', { name: /add 5/ }).waitFor({ state: 'detached' });
    expect(await sessions()).toEqual(['set the counter to 3']);
    expect(page.url()).toBe(`${admin.url}/p/${projectId}/chat`);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Message');
    expect(complained).toEqual([]);
  });
});

describe('the session (3.5)', () => {
  it('when it ends while the page is open, then the next thing that is done leads to sign-in, and from there back to the same place', async () => {
    const { page, window, username } = await openChat();
    const address = page.url();
    await page.getByLabel('Message', { exact: true }).fill('set the counter to 9');
    const cookie = (await window.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const me = expectData(await caller(admin.url, { cookie }).get<Session['me']>('/auth/me'));
    expectData(await caller(admin.url, { cookie, [me.csrf.header]: me.csrf.token }).post('/auth/logout'));
    expect((await caller(admin.url, { cookie }).get('/auth/me')).status).toBe(401);

    await page.keyboard.press('Enter'); // The page may have noticed by itself; then there is nothing to send.
    await page.getByText('Your session ended. Sign in to go on where you were.').waitFor();
    expect(page.url()).toBe(address);
    await signInOn(page, { username, password });
    expect(page.url()).toBe(address);
    await page.getByRole('log').getByRole('article', { name: 'add 5' }).waitFor();
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('set the counter to 9');
  });

  it('when somebody signs out, then the token of the session is worth nothing any more, and the browser kept it from scripts', async () => {
    const { page, window } = await openChat();
    const [kept] = await window.cookies();
    expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('User name').waitFor();
    expect((await caller(admin.url, { cookie: `${kept?.name}=${kept?.value}` }).get('/auth/me')).status).toBe(401);
  });
});
