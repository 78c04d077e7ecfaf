import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { caller, createProject, createUser, expectData, signIn, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { complaints, openPage, openWindow, type Scheme } from './page.ts';

const PASSWORD = 'a long password';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openAccount(scheme: Scheme = 'light') {
  const username = `acc-${randomBytes(5).toString('hex')}`;
  const session = await createUser(admin, { username, password: PASSWORD });
  const projectId = await createProject(admin);
  expectData(await admin.put(`/projects/${projectId}/members/${session.me.user.userId}`, { role: 'operator' }));
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password: PASSWORD });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL(/\/settings\/account$/);
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
  return { page, window, session, username, rows: page.getByRole('table').getByRole('row') };
}

describe('the account page (11.6)', () => {
  it('when somebody is signed in twice, then both are listed, this one is marked, and the other can be ended', async () => {
    const { page, session } = await openAccount();
    const mine = page.getByRole('row', { name: /Chrome on Linux.*This one/ });
    await mine.waitFor();
    expect(await mine.getByRole('button').count()).toBe(0);
    await page.getByRole('button', { name: /^End the session of/ }).click();
    await page.getByText('The session has ended.').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: /^End the session of/ }).waitFor({ state: 'detached' });
    expect((await session.get('/auth/me')).status).toBe(401);
    await mine.waitFor();
  });

  it('when somebody signs out everywhere else, then only this page goes on', async () => {
    const { page, session, username } = await openAccount();
    const another = await signIn(admin.url, { username, password: PASSWORD });
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' });
    for (const ended of [session, another]) expect((await ended.get('/auth/me')).status).toBe(401);
    await page.getByRole('row', { name: /This one/ }).waitFor();
  });

  it('when the password is changed, then a poor one is refused in words, and a sound one signs in', async () => {
    const { page, username } = await openAccount();
    await page.getByRole('button', { name: 'Change password' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change your password' });
    await dialog.getByLabel('Current password').fill(PASSWORD);
    const choose = async (password: string, again = password) => {
      await dialog.getByLabel('New password', { exact: true }).fill(password);
      await dialog.getByLabel('New password again').fill(again);
      await dialog.getByRole('button', { name: 'Change' }).click();
    };
    await choose('passwordpassword');
    await dialog.getByText('Expected a password that is not among the commonest.').waitFor();
    await choose('my own long words', 'my own long wards');
    await dialog.getByText('The two are not the same.').waitFor();
    await choose('my own long words');
    await dialog.waitFor({ state: 'detached' });
    expect((await caller(admin.url).post('/auth/login', { username, password: 'my own long words' })).status).toBe(200);
  });

  it('when the account menu and the palette are asked, then they lead here, and the tokens are one step away', async () => {
    const { page, username } = await openAccount();
    await page.getByRole('link', { name: 'Look at your tokens' }).click();
    await page.waitForURL(/\/settings\/tokens$/);
    await page.getByRole('button', { name: `Account of ${username}` }).click();
    await page.getByRole('menuitem', { name: 'Account and sessions' }).click();
    await page.waitForURL(/\/settings\/account$/);
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const { page, window } = await openAccount(scheme);
    const complained = complaints(window);
    await page.reload();
    await page.getByRole('row', { name: /This one/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
