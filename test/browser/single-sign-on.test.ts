import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startOidcHouse, type OidcHouse } from '../acceptance/oidc-house.ts';
import { launchChromium } from '../support/chromium.ts';
import { createProject, expectData } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { complaints, openPage, openWindow, type Scheme } from './page.ts';

let browser: Browser;
let oidc: OidcHouse;
let projectId: string;

beforeAll(async () => {
  oidc = await startOidcHouse();
  browser = await launchChromium();
  projectId = await createProject(oidc.house.adminSession, 'Harbour');
  const roleMappings = [{ role: 'operator', when: { in: ['ops', { val: ['user', 'claims', 'groups'] }] } }];
  expectData(await oidc.house.adminSession.put(`/projects/${projectId}/policy`, { roleMappings }));
  oidc.provider.accounts.set('mia', { email: 'mia@house.example', email_verified: true, name: 'Mia Berg', preferred_username: 'mia', groups: ['ops'] });
}, 180_000);
afterAll(async () => {
  await browser.close();
  await oidc.stop();
});

/** Fills in the provider's own page. */
async function signInThere(page: Page, name: string): Promise<void> {
  await page.waitForURL(`${oidc.provider.issuer}/interaction/*`);
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('whatever');
  await page.locator('button[type=submit]').click();
}

const button = (page: Page) => page.getByRole('link', { name: 'Sign in with Test ID' });

describe('single sign-on in the page (11.1)', () => {
  it('when somebody signs in with the provider, then the page that was asked for opens, and signing out ends the session there too', async () => {
    const window = await openWindow(browser);
    const found = complaints(window);
    const page = await window.newPage();
    await page.goto(`${oidc.house.url}/p/${projectId}/chat?draft=1`);
    await button(page).click();
    await signInThere(page, 'mia');
    await page.waitForURL(`${oidc.house.url}/p/${projectId}/chat?draft=1`);
    await page.getByLabel('Message', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Account of Mia Berg' }).click();
    await page.getByText('Mia Berg · operator').waitFor();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${oidc.provider.issuer}/session/end*`);
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.waitForURL(`${oidc.house.url}/`);
    await button(page).click();
    await signInThere(page, 'mia'); // The provider asks again.
    await page.getByLabel('Message', { exact: true }).waitFor();
    expect(found).toEqual([]);
    await window.close();
  });

  it('when the provider does not know him, or he goes back, then the sign-in page says so in a sentence of its own', async () => {
    const window = await openWindow(browser);
    const page = await window.newPage();
    for (const [code, sentence] of [
      ['cancelled', 'The sign-in was cancelled.'],
      ['email_taken', 'There is an account with your email address already.'],
      ['<img src=x onerror=alert(1)>', 'You could not be signed in.'],
    ] as const) {
      await page.goto(`${oidc.house.url}/?signInProblem=${encodeURIComponent(code)}`);
      await page.getByRole('alert').getByText(sentence).waitFor();
      await page.waitForURL(`${oidc.house.url}/`); // A reload does not say it again.
    }
    await window.close();
  });

  it('when the provider is away, then the page says so and the password still works', async () => {
    const window = await openWindow(browser);
    const page = await window.newPage();
    await page.route(`${oidc.provider.issuer}/**`, (route) => route.abort());
    await page.goto(`${oidc.house.url}/?signInProblem=provider_away`);
    await page.getByRole('alert').getByText('The identity provider does not answer.').waitFor();
    await page.getByLabel('User name').fill('admin');
    await page.getByLabel('Password').fill(oidc.house.adminPassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('Message', { exact: true }).waitFor();
    await window.close();
  });

  it.each(['light', 'dark'] as const)('when the sign-in page is %s, then it has no barriers', async (scheme: Scheme) => {
    const window = await openWindow(browser, scheme);
    const page = await window.newPage();
    await page.goto(`${oidc.house.url}/?signInProblem=expired`);
    await button(page).waitFor();
    expect(await barriers(page)).toEqual([]);
    await window.close();
  });
});

describe('the role tester (11.5)', () => {
  it('when an admin supposes somebody, then the page tells his role and what each mapping says', async () => {
    const window = await openWindow(browser);
    const page = await openPage(window, { url: oidc.house.url, path: `/p/${projectId}/chat`, username: 'admin', password: oidc.house.adminPassword });
    await page.goto(`${oidc.house.url}/p/${projectId}/policy/roles`);
    const form = page.getByRole('form', { name: 'Roles' });
    await form.getByLabel('Claims').fill('{"groups": ["ops"]}');
    await form.getByRole('button', { name: 'Which role?' }).click();
    await form.getByText('This person is an operator, by mapping 1.').waitFor();
    await form.getByRole('cell', { name: 'fits', exact: true }).waitFor();
    await form.getByLabel('Claims').fill('{"groups": 5}');
    await form.getByRole('button', { name: 'Which role?' }).click();
    await form.getByText(/^errs: /).waitFor();
    await form.getByLabel('Claims').fill('{"groups": ');
    await form.getByText(/Expected a JSON object/).waitFor();
    expect(await form.getByRole('button', { name: 'Which role?' }).isDisabled()).toBe(true);
    await form.getByLabel('Who').selectOption({ index: 1 });
    await form.getByRole('button', { name: 'Which role?' }).click();
    await form.getByText('This person is an admin, by a membership').waitFor();
    expect(await barriers(page)).toEqual([]);
    await window.close();
  });
});
