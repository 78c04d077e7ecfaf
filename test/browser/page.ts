import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Scheme = 'light' | 'dark';
type Given = { url: string; path?: string; username: string; password: string; scheme?: Scheme };

/** A window of its own, with a session of its own. */
export const openWindow = (browser: Browser, scheme: Scheme = 'light'): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: scheme, reducedMotion: 'reduce', locale: 'en-GB' });

/** What the pages of a window complain about; a refused request is an answer, not a complaint. */
export function complaints(window: BrowserContext): string[] {
  const found: string[] = [];
  window.on('weberror', (error) => found.push(error.error().message));
  window.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) found.push(message.text());
  });
  return found;
}

/** Opens a page and signs in on the way, as a person would. */
export async function openPage(window: BrowserContext, { url, path = '/', username, password }: Given): Promise<Page> {
  const page = await window.newPage();
  await page.goto(`${url}${path}`);
  await signInOn(page, { username, password });
  return page;
}

/** Fills in the sign-in form and waits for the composer. */
export async function signInOn(page: Page, { username, password }: { username: string; password: string }): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Message', { exact: true }).waitFor();
}

/** Sends a message and answers the article that shows its turn, once Gatehouse is no longer at work on it. */
export async function say(page: Page, message: string) {
  const turns = page.getByRole('log').getByRole('article');
  const before = await turns.count();
  await page.getByLabel('Message', { exact: true }).fill(message);
  await page.keyboard.press('Enter');
  const turn = turns.nth(before);
  await turn.waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'hidden' });
  return turn;
}
