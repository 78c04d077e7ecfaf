import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPage, openWindow, say, type Scheme } from '../browser/page.ts';
import { launchChromium } from './chromium.ts';
import { startHouse, type House } from './house.ts';
import { createProject } from './http.ts';
import { root } from './services.ts';
import startServicesOnce from './start-services.ts';
import stopServicesOnce from './stop-services.ts';

const LARGEST_BYTES = 300_000;
const EARLIER = ['enable new pricing', 'roll out new pricing to 150%', 'assign dark mode to "team-mobile"'];
const MESSAGES = ['set the counter to 42, then add 5', 'reset the counter'];
const PAGES = [
  ['executions', 'demo.counter.increment'],
  ['state', 'Intact'],
] as const;
const SETTLE_MS = 1_000;

/** What a README shows: a plan that ran, a confirmation that waits, and earlier conversations beside them. */
async function converse(page: Page): Promise<void> {
  for (const message of EARLIER) {
    await say(page, message);
    await page.getByRole('log').locator('.receipt').first().waitFor();
    await page.getByRole('button', { name: /New conversation/ }).click();
    await page.getByText('What should happen in').waitFor();
  }
  for (const message of MESSAGES) await say(page, message);
  await page.getByRole('button', { name: 'Confirm', exact: true }).waitFor();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(SETTLE_MS); // The list of conversations follows a moment later.
}

async function take(house: House, browser: Browser, scheme: Scheme): Promise<void> {
  const projectId = await createProject(house.adminSession, 'Storefront');
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: house.url, path: `/p/${projectId}/chat`, username: 'admin', password: house.adminPassword });
  await page.setViewportSize({ width: 1360, height: 860 });
  await converse(page);
  await save(page, `chat-${scheme}`);
  for (const [name, shows] of scheme === 'light' ? PAGES : []) {
    await page.goto(`${house.url}/p/${projectId}/${name}`);
    await page.getByText(shows).first().waitFor();
    await page.waitForTimeout(SETTLE_MS);
    await save(page, name);
  }
}

async function save(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ type: 'png' });
  if (picture.length > LARGEST_BYTES) throw new Error(`The picture has ${picture.length} bytes; at most ${LARGEST_BYTES} are wanted.`);
  const folder = join(root, 'docs', 'images');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), picture);
}

/** Takes the pictures of the README anew, from a Gatehouse of their own. */
async function takeScreenshots(): Promise<void> {
  await startServicesOnce();
  const browser = await launchChromium();
  try {
    const house = await startHouse();
    try {
      for (const scheme of ['light', 'dark'] as const) await take(house, browser, scheme);
    } finally {
      await house.stop();
    }
  } finally {
    await browser.close();
    await stopServicesOnce();
  }
}

await takeScreenshots();
