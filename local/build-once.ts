import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartChild } from './child.ts';
import { runTask } from './run-task.ts';

const BUILD_WITHIN_MS = 300_000;
const MAX_FILES = 5000;

export type Build = {
  name: string;
  root: string;
  /** The script that builds, below the root, and its arguments. */
  script: string[];
  /** The rooms that go into what is built. */
  rooms: string[];
  /** Stands beside what was built and tells from which sources. */
  stamp: string;
  logFile: string;
  start: StartChild;
};

/** Runs a build, unless what is there was built from exactly these sources. */
export async function buildOnce({ name, root, script, rooms, stamp, logFile, start }: Build): Promise<void> {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(root, rooms)) return;

  await runTask({ name, command: process.execPath, args: script, directory: root, logFile, start, withinMs: BUILD_WITHIN_MS });
  writeFileSync(stamp, digestOf(root, rooms)); // Taken again, because a build may bring generated sources up to date.
}

function digestOf(root: string, rooms: string[]): string {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...rooms.flatMap((room) => filesBelow(root, room))]) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Every source file below a folder, in one order; what is built or installed is no source. */
function filesBelow(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => name !== 'dist' && name !== 'node_modules');
  const files = entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
  return files.sort().slice(0, MAX_FILES);
}
