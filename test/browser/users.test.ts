import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { RegisteredUser } from '../../contract/user.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createProject, createUser, expectData, signIn, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsOperator } from './operator.ts';
import { complaints, openPage, openWindow, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

const fresh = (): string => `usr-${randomBytes(5).toString('hex')}`;

/** A system admin of his own, on the page of all users. */
async function openUsers(scheme: Scheme = 'light') {
  const [username, password] = [fresh(), randomBytes(12).toString('hex')];
  await createUser(admin, { username, password, isSystemAdmin: true });
  const projectId = await createProject(admin);
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password });
  await page.goto(`${admin.url}/organization/users`);
  await page.getByRole('heading', { name: 'Users' }).waitFor();
  return { page, window, username };
}

async function find(page: Page, username: string): Promise<void> {
  await page.getByLabel('Search users').fill(username);
  await page.getByRole('link', { name: username }).click();
  await page.getByRole('heading', { name: 'Access tokens' }).waitFor();
}

const read = async (username: string): Promise<RegisteredUser | undefined> => expectData(await admin.get<{ items: RegisteredUser[] }>(`/users?q=${username}`)).items[0];

describe('the users page (9.1)', () => {
  it('when somebody is added with a one-time password, then it is shown once, signs in, and has to be changed', async () => {
    const { page } = await openUsers();
    const username = fresh();
    await page.getByRole('button', { name: 'New user' }).click();
    const dialog = page.getByRole('dialog', { name: 'New user' });
    await dialog.getByLabel('User name').fill(username);
    await dialog.getByLabel('Email').fill(`${username}@example.org`);
    await dialog.getByRole('button', { name: 'Create' }).click();
    const handed = page.getByRole('dialog', { name: `A password for ${username}` });
    await handed.waitFor();
    const password = await handed.getByLabel('One-time password').inputValue();
    await handed.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: username }).waitFor();
    expect(await page.content()).not.toContain(password);
    expect((await signIn(admin.url, { username, password })).me.passwordChangeRequired).toBe(true);
  });

  it('when the profile is changed and somebody is made a system admin, then it is so at once', async () => {
    const { page } = await openUsers();
    const { username } = (await createUser(admin)).me.user;
    await find(page, username);
    await page.getByLabel('Name', { exact: true }).fill('Ada Byron');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The profile is saved.').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Make system admin' }).click();
    await page.getByRole('button', { name: 'Take system admin away' }).waitFor();
    expect(await read(username)).toMatchObject({ name: 'Ada Byron', isSystemAdmin: true });
  });

  it('when somebody is disabled and enabled again, then his session has ended for good', async () => {
    const { page } = await openUsers();
    const person = await createUser(admin);
    const { username } = person.me.user;
    await find(page, username);
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('dialog', { name: `Disable ${username}?` }).getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('button', { name: 'Disable' }).waitFor();
    expect((await person.get('/auth/me')).status).toBe(401);
    expect(await read(username)).toMatchObject({ disabled: false });
  });

  it('when a session and a token of somebody are ended, then they are refused from then on', async () => {
    const { page } = await openUsers();
    const person = await createUser(admin);
    const other = await createUser(admin);
    expectData(await person.post('/tokens', { name: 'nightly report' }), 201);
    await find(page, person.me.user.username);
    await page.getByRole('button', { name: 'Revoke nightly report' }).click();
    await page.getByText('There are none.').waitFor();
    await page.getByRole('button', { name: /^End the session of/ }).click();
    await page.getByText('Not signed in anywhere.').waitFor();
    expect([(await person.get('/auth/me')).status, (await other.get('/auth/me')).status]).toEqual([401, 200]);
  });

  it('when somebody is deleted, then his name has to be typed first, and he is gone', async () => {
    const { page } = await openUsers();
    const { username } = (await createUser(admin)).me.user;
    await find(page, username);
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: `Delete ${username}?` });
    await dialog.getByLabel(`Type ${username} to go on`).fill('somebody');
    expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await dialog.getByLabel(`Type ${username} to go on`).fill(username);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/organization\/users$/);
    expect(await read(username)).toBeUndefined();
  });

  it('when nobody is found, then it says so and leads back', async () => {
    const { page } = await openUsers();
    await page.getByLabel('Search users').fill('nobody-is-called-so');
    await page.getByRole('button', { name: 'Show everybody' }).click();
    await page.getByRole('table').waitFor();
  });

  it('when somebody is no system admin, then the page says whom it is for', async () => {
    const { page } = await openAsOperator(browser, admin);
    await page.goto(`${admin.url}/organization/users`);
    await page.getByRole('heading', { name: 'The organisation is for system admins' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('when the pages are read in %s, then nothing stands in the way and they break no policy of their own', async (scheme) => {
    const { page, window, username } = await openUsers(scheme);
    const complained = complaints(window);
    await page.reload();
    await page.getByRole('link', { name: username }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'New user' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await find(page, username);
    await page.getByRole('row', { name: /Chrome/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
