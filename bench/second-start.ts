import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../local/free-port.ts';
import { binaryCache, root } from '../test/support/services.ts';
import { median } from './measure.ts';
import type { Question } from './question.ts';

const GOAL = 10;
const PAGE_GOAL_KB = 220;
const ROUNDS = 5;
const READY_WITHIN_MS = 240_000;
const STOP_WITHIN_MS = 60_000;
const LEFT_OUT = new Set(['node_modules', '.gatehouse', '.git', 'dist']);
const PAGE_SIZE = "import('./ui/check-size.ts').then(async ({ firstLoad }) => console.log((await firstLoad()).reduce((sum, { bytes }) => sum + bytes, 0)))";

/** How long does everybody's second `npm start` take until it is ready, and how much does a browser load first? In a copy of the checkout with its packages linked. */
export const secondStart: Question = {
  id: 'S1',
  asks: 'second npm start to /ready; first load of the page, brotli',
  unit: 's',
  goal: GOAL,
  goalInWords: `≤ ${GOAL} s; ≤ ${PAGE_GOAL_KB} KB`,
  measure: async () => {
    const copy = copyCheckout();
    try {
      const firstSeconds = await startOnce(copy);
      const seconds: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) seconds.push(await startOnce(copy));
      const pageKb = Number(spawnSync(process.execPath, ['-e', PAGE_SIZE], { cwd: copy, encoding: 'utf8' }).stdout) / 1_024;
      const ratio = median(seconds);
      return { ratio, rounds: ROUNDS, ok: ratio <= GOAL && pageKb > 0 && pageKb <= PAGE_GOAL_KB, detail: { pageKb, firstStartSeconds: firstSeconds, secondStartSeconds: ratio, startRounds: seconds } };
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
};

function copyCheckout(): string {
  const copy = mkdtempSync(join(tmpdir(), 'gatehouse-start-'));
  cpSync(root, copy, { recursive: true, filter: (path) => !path.slice(root.length).split(sep).some((part) => LEFT_OUT.has(part)) });
  linkPackages(copy);
  cpSync(binaryCache, join(copy, '.gatehouse', 'bin'), { recursive: true }); // A download says more about the network.
  return copy;
}

/** A folder of links, marked as installed: nothing that a start does with its packages reaches the checkout's own. */
function linkPackages(copy: string): void {
  const packages = join(copy, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '.gatehouse-lock')) symlinkSync(join(root, 'node_modules', name), join(packages, name));
  writeFileSync(join(packages, '.gatehouse-lock'), createHash('sha256').update(readFileSync(join(copy, 'package-lock.json'))).digest('hex'));
}

/** Seconds from the start of the launcher to the first good answer of /ready; it is stopped in order then. */
async function startOnce(directory: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const launcher = spawn(process.execPath, [join('local', 'start.mjs')], { cwd: directory, stdio: 'ignore', env: { ...process.env, PORT: String(port), GATEHOUSE_HOME: join(directory, '.gatehouse') } });
  const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()));
  try {
    await whenReady(launcher, `http://127.0.0.1:${port}/ready`);
    return (performance.now() - began) / 1_000;
  } finally {
    launcher.kill('SIGTERM');
    await Promise.race([ended, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  }
}

async function whenReady(launcher: ChildProcess, address: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (launcher.exitCode !== null) throw new Error(`npm start ended with code ${launcher.exitCode}`);
    if (await fetch(address, { signal: AbortSignal.timeout(2_000) }).then(({ ok }) => ok, () => false)) return;
    await sleep(50);
  }
  throw new Error(`npm start was not ready within ${READY_WITHIN_MS / 1_000} s`);
}
