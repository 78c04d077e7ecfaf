import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Member, Role } from '../../contract/project.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createMember, createProject, createUser, expectData, type Session } from '../support/http.ts';
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

/** A project whose admin is signed in on its team page; he is no system admin unless that is asked for. */
async function openTeam({ scheme = 'light', isSystemAdmin = false }: { scheme?: Scheme; isSystemAdmin?: boolean } = {}) {
  const [username, password] = [`lead-${randomBytes(5).toString('hex')}`, randomBytes(12).toString('hex')];
  const lead = await createUser(admin, { username, password, isSystemAdmin });
  const projectId = await createProject(admin);
  expectData(await admin.put(`/projects/${projectId}/members/${lead.me.user.userId}`, { role: 'admin' }));
  expectData(await admin.delete(`/projects/${projectId}/members/${admin.me.user.userId}`));
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password });
  const go = (path: string) => page.goto(`${admin.url}/p/${projectId}${path}`);
  const members = async () => expectData(await lead.get<{ items: Member[] }>(`/projects/${projectId}/members`)).items;
  const roleOf = async (userId: string): Promise<Role | undefined> => (await members()).find((member) => member.userId === userId)?.role;
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Team' }).click();
  await page.getByRole('heading', { name: 'Team' }).waitFor();
  return { page, window, projectId, lead, username, go, roleOf };
}

const row = (page: Page, username: string) => page.getByRole('row', { name: new RegExp(username) });

describe('3.1 the team page', () => {
  it('when an admin adds somebody by name, changes the role and takes him out, then each is so at once', async () => {
    const { page, roleOf } = await openTeam();
    const { user } = (await createUser(admin)).me;
    await page.getByRole('button', { name: 'Add a member' }).click();
    await page.getByLabel('User name or e-mail').fill(user.username);
    await page.getByLabel('Role', { exact: true }).selectOption('viewer');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await row(page, user.username).waitFor();
    expect(await roleOf(user.userId)).toBe('viewer');
    await page.getByLabel(`Role of ${user.username}`).selectOption('operator');
    await page.getByText(`${user.username} is now an operator.`).waitFor({ state: 'attached' });
    expect(await roleOf(user.userId)).toBe('operator');
    await page.getByRole('button', { name: `Remove ${user.username}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await row(page, user.username).waitFor({ state: 'detached' });
    expect(await roleOf(user.userId)).toBeUndefined();
  });

  it('when a system admin adds somebody, then those who are not members are offered', async () => {
    const { page, roleOf } = await openTeam({ isSystemAdmin: true });
    const { user } = (await createUser(admin)).me;
    await page.reload();
    await page.getByRole('button', { name: 'Add a member' }).click();
    await page.locator(`datalist option[value="${user.username}"]`).waitFor({ state: 'attached' });
    await page.getByLabel('User name or e-mail').fill(user.username);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await row(page, user.username).waitFor();
    expect(await roleOf(user.userId)).toBe('operator');
  });

  it('when there is no such person, then it says so and the dialog stays', async () => {
    const { page } = await openTeam();
    await page.getByRole('button', { name: 'Add a member' }).click();
    await page.getByLabel('User name or e-mail').fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('There is nobody of this name or address who can be added.').waitFor();
  });

  it('when the last admin leaves or steps down, then it is refused in words and nothing changes', async () => {
    const { page, lead, username, roleOf } = await openTeam();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('dialog').getByText('A project keeps an admin').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel(`Role of ${username}`).selectOption('viewer');
    await page.getByRole('button', { name: 'Give it up' }).click();
    await page.getByText('A project keeps an admin').waitFor();
    expect(await roleOf(lead.me.user.userId)).toBe('admin');
    expect(await page.getByLabel(`Role of ${username}`).inputValue()).toBe('admin');
  });

  it('when somebody is no admin, then there is no such tab, the address says whom to ask, and the same calls are 403', async () => {
    const { page, projectId, operator, go } = await openAsOperator(browser, admin);
    expect(await page.getByRole('link', { name: 'Team' }).count()).toBe(0);
    await go('/team');
    await page.getByRole('heading', { name: 'The team is for project admins' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    const other = (await createMember(admin, projectId, 'viewer')).me.user.userId;
    const stranger = (await createUser(admin)).me.user.userId;
    expect((await operator.put(`/projects/${projectId}/members/${stranger}`, { role: 'viewer' })).status).toBe(403);
    expect((await operator.put(`/projects/${projectId}/members/${operator.me.user.userId}`, { role: 'admin' })).status).toBe(403);
    expect((await operator.delete(`/projects/${projectId}/members/${other}`)).status).toBe(403);
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const { page, window } = await openTeam({ scheme });
    const complained = complaints(window);
    await page.reload();
    await page.getByRole('button', { name: 'Leave' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a member' }).click();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
