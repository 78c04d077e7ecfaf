import packaged from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

// What a test browser must not do on a machine with no network, two cores and perhaps root as its user.
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
  '--disable-gpu',
  '--disable-sync',
  '--metrics-recording-only',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
];

/** A real Chromium without a window; the test closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await packaged.executablePath(), args: FLAGS, headless: true });
}
