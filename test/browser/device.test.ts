import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { DeviceAnswer, StartedDeviceGrant } from '../../contract/device-grant.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { caller, createUser, expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { complaints, openWindow, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

const start = async (body: object = {}): Promise<StartedDeviceGrant> => expectData(await caller(admin.url).post<StartedDeviceGrant>('/auth/device', { clientName: 'Nightly report', ...body }));
const poll = async ({ deviceCode }: StartedDeviceGrant): Promise<DeviceAnswer> => expectData(await caller(admin.url).post<DeviceAnswer>('/auth/device/token', { deviceCode }));

async function signIn(page: Page, { username, password }: { username: string; password: string }): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Somebody who was not signed in, at that address, after he has signed in there. */
async function openAt(address: string, scheme: Scheme = 'light') {
  const [username, password] = [`someone-${randomBytes(5).toString('hex')}`, randomBytes(12).toString('hex')];
  const person = await createUser(admin, { username, password });
  const window = await openWindow(browser, scheme);
  const complained = complaints(window);
  const page = await window.newPage();
  await page.goto(address);
  await signIn(page, { username, password });
  return { page, person, complained };
}

describe('signing in a program by a code (10.3)', () => {
  it('when the link of a program is opened, then one signs in first, reads who asks, and approves by a button alone', async () => {
    const grant = await start();
    const { page, person } = await openAt(grant.verificationUriComplete);
    await page.getByRole('heading', { name: 'Sign in this program?' }).waitFor();
    await page.getByText('“Nightly report” asks').waitFor();
    await page.getByText(grant.userCode).waitFor();
    await page.getByText('90 days').waitFor();
    await page.getByText(person.me.user.username).waitFor();
    await page.keyboard.press('Enter');
    expect((await poll(grant)).status).toBe('pending');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Approved' }).waitFor();
    expect(await poll(grant)).toMatchObject({ status: 'approved', userId: person.me.user.userId });
  });

  it('when the code is typed and denied, then the program is refused', async () => {
    const grant = await start();
    const { page } = await openAt(grant.verificationUri);
    const go = page.getByRole('button', { name: 'Continue' });
    await page.getByLabel('Code').fill('abc');
    expect(await go.isDisabled()).toBe(true);
    await page.getByLabel('Code').fill(grant.userCode.toLowerCase().replace('-', ' '));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByRole('heading', { name: 'Denied' }).waitFor();
    expect((await poll(grant)).status).toBe('denied');
    await page.getByRole('button', { name: 'Access tokens' }).click();
    await page.waitForURL(/\/settings\/tokens$/);
  });

  it('when nothing waits under a code, then it says so and asks again', async () => {
    const { page } = await openAt(`${admin.url}/device?code=BBBB-BBBB`);
    await page.getByText('Nothing waits under this code.').waitFor();
    const grant = await start();
    await page.getByLabel('Code').fill(grant.userCode);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Approve' }).waitFor();
  });

  it('when somebody else was faster, then the page says what is the matter', async () => {
    const grant = await start();
    const { page } = await openAt(grant.verificationUriComplete);
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expectData(await admin.post(`/auth/device/${grant.userCode}/deny`));
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('The request was answered already.').waitFor();
    expect((await poll(grant)).status).toBe('denied');
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const grant = await start({ scopes: { actions: ['demo.*'] } });
    const { page, complained } = await openAt(grant.verificationUri, scheme);
    await page.getByLabel('Code').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Code').fill(grant.userCode);
    await page.keyboard.press('Enter');
    await page.getByText('Run demo.*').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Approved' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
