import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openPage, openWindow, type Scheme } from '../browser/page.ts';
import { launchChromium } from './chromium.ts';
import { startHouse } from './house.ts';
import { signIn, type Session } from './http.ts';
import { furnish, type Furnished } from './screenshots/furnish.ts';
import { scenes, type Scene } from './screenshots/scenes.ts';
import { root } from './services.ts';
import startServicesOnce from './start-services.ts';
import stopServicesOnce from './stop-services.ts';

const SCHEMES = ['light', 'dark'] as const;
const SIZES = { 1280: 800, 390: 844 } as const;
const WIDTHS = [1280, 390] as const;
const SETTLE_MS = 700;
/** The pictures of the README, and the scene and colours that each shows. */
const README = { 'chat-light': ['chat', 'light'], 'chat-dark': ['chat', 'dark'] } as const;
const LARGEST_BYTES = 200_000;

type Place = { folder: string; url: string; password: string; furnished: Furnished };

async function settle(page: Page, scene: Scene, furnished: Furnished): Promise<void> {
  await scene.show(page, furnished);
  await page.mouse.move(0, 0);
  await page.waitForTimeout(SETTLE_MS); // Fonts, lists that follow, and the theme.
}

async function takeAll(browser: Browser, scheme: Scheme, { folder, url, password, furnished }: Place): Promise<void> {
  const window = await openWindow(browser, scheme);
  const door = await openWindow(browser, scheme); // Nobody is signed in here.
  const outside = await door.newPage();
  const page = await openPage(window, { url, path: `/p/${furnished.projectId}/chat`, username: 'admin', password });
  for (const [name, scene] of Object.entries<Scene>(scenes)) {
    for (const width of WIDTHS) {
      const shown = scene.signedOut ? outside : page;
      await shown.setViewportSize({ width, height: SIZES[width] });
      await shown.goto(`${url}${scene.signedOut || scene.ofNoProject ? '' : `/p/${furnished.projectId}`}${scene.path(furnished)}`);
      await settle(shown, scene, furnished).catch((error: unknown) => console.error(`${name} at ${width} in ${scheme} is not as it should be: ${String(error)}`));
      writeFileSync(join(folder, `${name}-${width}-${scheme}.png`), await shown.screenshot({ type: 'png' }));
    }
  }
  await window.close();
  await door.close();
}

/** Takes the pictures of the README anew; they are few and small. */
async function takeForReadme(browser: Browser, { url, password, furnished }: Place): Promise<void> {
  for (const [name, [scene, scheme]] of Object.entries(README)) {
    const window = await openWindow(browser, scheme);
    const page = await openPage(window, { url, path: `/p/${furnished.projectId}/chat`, username: 'admin', password });
    await page.setViewportSize({ width: 1360, height: 860 });
    await page.goto(`${url}/p/${furnished.projectId}${scenes[scene].path(furnished)}`);
    await settle(page, scenes[scene], furnished);
    const picture = await page.screenshot({ type: 'png' });
    if (picture.length > LARGEST_BYTES) throw new Error(`${name} has ${picture.length} bytes; at most ${LARGEST_BYTES} are wanted.`);
    writeFileSync(join(root, 'docs', 'images', `${name}.png`), picture);
    await window.close();
  }
}

type Given = { folder: string | null; url: string; password: string; session: Session };

async function take({ folder, url, password, session }: Given): Promise<void> {
  const browser = await launchChromium();
  try {
    const furnished = await furnish(session);
    const place = { folder: folder ?? '', url, password, furnished };
    if (folder === null) return await takeForReadme(browser, place);
    mkdirSync(folder, { recursive: true });
    for (const scheme of SCHEMES) await takeAll(browser, scheme, place);
  } finally {
    await browser.close();
  }
}

/** `node test/support/screenshots.ts [folder] [url admin-password]`: every main state into the folder, or the README's pictures; of a Gatehouse of its own unless one is named. */
async function takeScreenshots([folder, url, password]: readonly string[]): Promise<void> {
  const target = folder ? resolve(folder) : null;
  if (url && password) return take({ folder: target, url, password, session: await signIn(url, { username: 'admin', password }) });
  await startServicesOnce();
  try {
    const house = await startHouse();
    try {
      await take({ folder: target, url: house.url, password: house.adminPassword, session: house.adminSession });
    } finally {
      await house.stop();
    }
  } finally {
    await stopServicesOnce();
  }
}

await takeScreenshots(process.argv.slice(2));
