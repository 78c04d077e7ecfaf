import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createProject, createUser, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { complaints, openPage, openWindow, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openKeys(scheme: Scheme = 'light', isSystemAdmin = true) {
  const [username, password] = [`keys-${randomBytes(5).toString('hex')}`, randomBytes(12).toString('hex')];
  const person = await createUser(admin, { username, password, isSystemAdmin });
  const projectId = await createProject(admin);
  await admin.put(`/projects/${projectId}/members/${person.me.user.userId}`, { role: 'admin' });
  const window = await openWindow(browser, scheme);
  const said = complaints(window);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password });
  await page.goto(`${admin.url}/organization/keys`);
  return { page, said };
}

describe('keys (10.2)', () => {
  it('when a system admin looks, then each key is there with what it is needed for, and a run that he asks for comes to its end on the page', async () => {
    const { page, said } = await openKeys();
    const row = page.getByRole('row', { name: /k1/ });
    await row.waitFor();
    expect(await row.textContent()).toContain('Seals whatever is new.');
    const runs = page.getByRole('article', { name: 'Re-encryption with k1' });
    const before = await runs.count();
    await page.getByRole('button', { name: 'Seal everything anew' }).click();
    await runs.nth(before).waitFor();
    await runs.first().getByText('Done').waitFor();
    await page.getByRole('button', { name: 'Seal everything anew' }).waitFor();
    expect(said).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('when it is shown in %s, then nothing is in the way of anybody', async (scheme) => {
    const { page } = await openKeys(scheme);
    await page.getByRole('row', { name: /k1/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('when somebody else looks, then he is told who may', async () => {
    const { page } = await openKeys('light', false);
    await page.getByText('The organisation is for system admins').waitFor();
    expect(await page.getByRole('row', { name: /k1/ }).count()).toBe(0);
  });
});
