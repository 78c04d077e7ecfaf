import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Me } from '../../contract/user.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { caller, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsOperator } from './operator.ts';
import { complaints, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function openTokens(scheme: Scheme = 'light') {
  const opened = await openAsOperator(browser, admin, scheme);
  await opened.page.getByRole('link', { name: 'Settings' }).click();
  await opened.page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Access tokens' }).click();
  await opened.page.waitForURL(/\/settings\/tokens$/);
  await opened.page.getByText('You have no access tokens yet').waitFor();
  return opened;
}

/** Makes a token by the keys alone and answers its secret, with the dialog that shows it still open. */
async function create(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'New token' }).press('Enter');
  await page.getByRole('dialog', { name: 'New access token' }).waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  const shown = page.getByRole('dialog', { name: `${name} is ready` });
  await shown.waitFor();
  return shown.getByLabel('Token').inputValue();
}

const whoIs = (token: string) => caller(admin.url, { authorization: `Bearer ${token}` }).get<Me>('/auth/me');

describe('access tokens (3.8)', () => {
  it('when one is made, then it is shown once, works, and is listed without its secret', async () => {
    const { page, username } = await openTokens();
    const secret = await create(page, 'nightly report');
    expect((await whoIs(secret)).body.data.user.username).toBe(username);
    await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    const row = page.getByRole('row', { name: /nightly report/ });
    await row.getByText('in 90 days').waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  it('when one is revoked, then it asks first, and the token is refused from then on', async () => {
    const { page } = await openTokens();
    const secret = await create(page, 'old script');
    await page.keyboard.press('Escape');
    const revoke = page.getByRole('button', { name: 'Revoke old script' });
    await revoke.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    expect((await whoIs(secret)).status).toBe(200);
    await revoke.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('You have no access tokens yet').waitFor();
    expect((await whoIs(secret)).status).toBe(401);
  });

  it('when the palette is asked for tokens, then it leads here', async () => {
    const { page } = await openAsOperator(browser, admin);
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/Search pages/).fill('access tokens');
    await page.getByRole('option', { name: /Access tokens/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/settings\/tokens$/);
    await page.getByRole('heading', { name: 'Access tokens', exact: true }).waitFor();
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const { page, window } = await openTokens(scheme);
    const complained = complaints(window);
    expect(await barriers(page)).toEqual([]);
    await create(page, 'nightly report');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Revoke nightly report' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /nightly report/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
