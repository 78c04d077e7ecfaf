import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { Execution } from '../contract/execution.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { expectData } from '../test/support/http.ts';
import { percentile } from './measure.ts';
import { openProject } from './open-project.ts';
import type { Question } from './question.ts';

const GOAL_MS = 150;
const ROUNDS = 5;
const COMMITS = 60;
const PAUSE_MS = 60;
const ARRIVED_WITHIN_MS = 10_000;
const COUNTER = '[data-bound="demo.counter/value"] input';
const Seen = z.array(z.object({ value: z.string(), at: z.number() }));

/** How long after its commit does a person see a change? The clock of a commit is read under its lock, before the rows are written, so the commit itself is in it. */
export const eventArrival: Question = {
  id: 'EV',
  asks: 'from a commit to the new value on an open page in Chromium, p95',
  goal: GOAL_MS,
  goalInWords: `≤ ${GOAL_MS} ms`,
  unit: 'ms',
  measure: async ({ admin }) => {
    if (!existsSync(join(import.meta.dirname, '..', 'ui', 'dist', 'index.html'))) throw new Error('There is no page yet; run npm run build:ui first.');
    const projectId = await openProject(admin, 'Page');
    const browser = await launchChromium();
    try {
      const context = await browser.newContext();
      const [name = '', ...value] = admin.cookie.split('=');
      await context.addCookies([{ name, value: value.join('='), url: admin.url }]);
      const page = await context.newPage();
      await page.goto(`${admin.url}/p/${projectId}/chat`);
      await watchCounter(page);
      const rounds: number[][] = [];
      for (let round = 0; round <= ROUNDS; round += 1) rounds.push(await arrivals(page, round, (value) => admin.post<Execution>(`/projects/${projectId}/intents`, { actionId: 'demo.counter.set', inputs: { value } }).then((answer) => expectData(answer).createdAt)));
      const measured = rounds.slice(1); // The first one warms up.
      const p95 = percentile(measured.flat(), 0.95);
      return { ratio: p95, rounds: ROUNDS, ok: p95 <= GOAL_MS, detail: { p50Ms: percentile(measured.flat(), 0.5), p99Ms: percentile(measured.flat(), 0.99), roundP95Ms: measured.map((round) => percentile(round, 0.95)) } };
    } finally {
      await browser.close();
    }
  },
};

/** Looks at the counter each time that the page is drawn, and notes when it shows something new. */
async function watchCounter(page: Page): Promise<void> {
  await page.locator(COUNTER).waitFor();
  await page.evaluate((selector) => {
    const seen: { value: string; at: number }[] = [];
    Object.assign(window, { seen });
    const look = () => {
      const shown = document.querySelector<HTMLInputElement>(selector)?.value ?? '';
      if (seen.at(-1)?.value !== shown) seen.push({ value: shown, at: Date.now() });
      requestAnimationFrame(look);
    };
    look();
  }, COUNTER);
}

/** Milliseconds from each commit of a round until its value was shown; a value that a later one overtook is left out. */
async function arrivals(page: Page, round: number, set: (value: number) => Promise<string>): Promise<number[]> {
  const committed = new Map<string, number>();
  let last = 0;
  for (let count = 1; count <= COMMITS; count += 1) {
    last = round * COMMITS + count;
    committed.set(String(last), Date.parse(await set(last)));
    await rest(PAUSE_MS);
  }
  await page.waitForFunction(({ selector, value }) => document.querySelector<HTMLInputElement>(selector)?.value === value, { selector: COUNTER, value: String(last) }, { timeout: ARRIVED_WITHIN_MS });
  const seen = Seen.parse(await page.evaluate(() => Reflect.get(window, 'seen')));
  const taken = seen.flatMap(({ value, at }) => (committed.has(value) ? [at - (committed.get(value) ?? at)] : []));
  if (taken.length < COMMITS / 2) throw new Error(`only ${taken.length} of ${COMMITS} values were seen`);
  return taken;
}
