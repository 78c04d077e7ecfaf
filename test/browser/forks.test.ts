import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Snapshot } from '../../contract/snapshot.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createMember, createProject, expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { complaints, openPage, openWindow, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;
let password: string;

beforeAll(async () => {
  ({ adminSession: admin, adminPassword: password } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A project whose counter was set to 10, 20 and 30, with its admin on the state at a version. */
async function openVersion(version: number, policy: object = {}, scheme: Scheme = 'light') {
  const projectId = await createProject(admin);
  const at = (path: string) => `/projects/${projectId}${path}`;
  expectData(await admin.put(at('/policy'), policy));
  const run = async (value: number) => expectData(await admin.post(at('/intents'), { actionId: 'demo.counter.set', inputs: { value } }));
  for (const value of [10, 20, 30]) await run(value);
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username: 'admin', password });
  const state = async () => expectData(await admin.get<Snapshot>(at('/state')));
  await page.goto(`${admin.url}/p/${projectId}/state?version=${version}`);
  await page.getByRole('heading', { name: `Version ${version}`, exact: true }).waitFor();
  return { page, window, projectId, at, run, state };
}

const tryStep = async (page: Page, value: number) => {
  await page.getByRole('combobox', { name: 'Action' }).selectOption('demo.counter.set@v1');
  await page.getByRole('spinbutton', { name: /value/ }).fill(String(value));
  await page.getByRole('button', { name: 'Try it' }).click();
};

describe('going back to a version (3.8)', () => {
  it('when it is asked for and confirmed, then what changes shows first and a new version holds the old state', async () => {
    const { page, state } = await openVersion(1);
    await page.getByRole('button', { name: 'Revert to this' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('listitem').innerText()).toMatch(/demo\.counter value\s+30\s+10/);
    expect((await state()).version).toBe(3);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Revert' }).click();
    await dialog.getByText('Version 4 holds the state of version 1.').waitFor();
    expect(await state()).toMatchObject({ version: 4, components: { 'demo.counter': { value: 10 } } });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByText('1 of 4').waitFor();
  });

  it('when the policy wants an approval, then it says so before and leads to the request after', async () => {
    const { page, projectId, state } = await openVersion(1, { approvals: [{ id: 'risky', when: { minRisk: 'high' }, requiredRole: 'admin' }] });
    expect((await createMember(admin, projectId, 'admin')).me.user.userId).toBeDefined();
    await page.getByRole('button', { name: 'Revert to this' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It will wait for 1 approval by admin, because of risky.').waitFor();
    await dialog.getByRole('button', { name: 'Revert' }).click();
    await dialog.getByText('It runs as soon as others have agreed.').waitFor();
    await dialog.getByRole('link', { name: 'Show the request' }).click();
    await page.waitForURL(/\/approvals\/[^/?]+/);
    expect((await state()).version).toBe(3);
  });

  it('when the state moves while one looks, then nothing is reverted and it says why', async () => {
    const { page, run, state } = await openVersion(1);
    await page.getByRole('button', { name: 'Revert to this' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('listitem').waitFor();
    await run(40);
    await dialog.getByRole('button', { name: 'Revert' }).click();
    await dialog.getByText('The state has moved on meanwhile.').waitFor();
    expect(await state()).toMatchObject({ version: 4, components: { 'demo.counter': { value: 40 } } });
  });
});

describe('what-if forks (3.8)', () => {
  it('when steps are tried on a fork, then what they change shows, the project stays, and a plan can be made of them', async () => {
    const { page, state } = await openVersion(3);
    await page.getByRole('button', { name: 'Fork from here' }).click();
    await page.getByRole('heading', { name: 'Fork from version 3' }).waitFor();
    await tryStep(page, 77);
    await page.getByRole('region', { name: 'Steps' }).getByText('Would run').waitFor();
    const difference = page.getByRole('region', { name: 'What is different' }).getByRole('listitem');
    await difference.waitFor();
    expect(await difference.innerText()).toMatch(/demo\.counter value\s+30\s+77/);
    expect((await state()).version).toBe(3);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make a plan of it' }).click();
    await page.waitForURL(/\/plans\/[^/?]+/);
    expect((await state()).version).toBe(3);
  });

  it('when the project has moved on, then no plan is made and it says what to do', async () => {
    const { page, run } = await openVersion(3);
    await page.getByRole('button', { name: 'Fork from here' }).click();
    await tryStep(page, 77);
    await page.getByRole('region', { name: 'Steps' }).getByText('Would run').waitFor();
    await run(40);
    await page.getByRole('button', { name: 'Make a plan of it' }).click();
    await page.getByText('The project has moved on since.').waitFor();
  });

  it('when a fork is deleted, then the list is empty and says how to begin one', async () => {
    const { page } = await openVersion(2);
    await page.getByRole('button', { name: 'Fork from here' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'There are no forks' }).waitFor();
    await page.getByRole('link', { name: 'Choose a version' }).click();
    await page.getByRole('heading', { name: 'Version 3', exact: true }).waitFor();
  });

  it.each(['light', 'dark'] as const)('when the pages are read in %s, then nothing stands in the way and they break no policy of their own', async (scheme) => {
    const { page, window } = await openVersion(2, {}, scheme);
    const complained = complaints(window);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Fork from here' }).click();
    await tryStep(page, 77);
    await page.getByRole('region', { name: 'Steps' }).getByText('Would run').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
