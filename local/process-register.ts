import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Child } from './child.ts';
import { LaunchProblem } from './launch-problem.ts';
import { identityOf, isStill } from './process-identity.ts';
import { stopProcess } from './stop-process.ts';

const ORPHAN_MS = 10_000;
const MAX_ENTRIES = 20;

type Entry = { name: string; pid: number; identity: string; stopSignal: NodeJS.Signals };

/** The processes of one home, written down, so that a start can end what a killed one left running. */
export type ProcessRegister = { add: (child: Child) => void; close: () => void };

/**
 * Takes a home for this process: refuses while another launcher lives in it, and ends the recorded processes of one
 * that was killed, newest first. Only a process with the recorded number and start time is ever touched.
 */
export async function openProcessRegister(file: string): Promise<ProcessRegister> {
  const [launcher, ...children] = readEntries(file);
  if (launcher && launcher.pid !== process.pid && isStill(launcher.pid, launcher.identity)) {
    throw new LaunchProblem(`Gatehouse already runs here as process ${launcher.pid}; stop it first, or set GATEHOUSE_HOME and PORT for a second one.`);
  }
  for (const { pid, identity, stopSignal } of children.reverse()) await stopProcess({ pid, identity, signal: stopSignal, withinMs: ORPHAN_MS });

  const entries: Entry[] = [{ name: 'launcher', pid: process.pid, identity: identityOf(process.pid) ?? '', stopSignal: 'SIGTERM' }];
  writeEntries(file, entries);
  return {
    add: ({ name, pid, identity, stopSignal }) => {
      entries.push({ name, pid, identity, stopSignal });
      writeEntries(file, entries);
    },
    close: () => rmSync(file, { force: true }),
  };
}

function writeEntries(file: string, entries: Entry[]): void {
  writeFileSync(`${file}.new`, JSON.stringify(entries, null, 2));
  renameSync(`${file}.new`, file);
}

function readEntries(file: string): Entry[] {
  if (!existsSync(file)) return [];
  const list = parse(readFileSync(file, 'utf8'));
  return Array.isArray(list) ? list.slice(0, MAX_ENTRIES).filter(isEntry) : [];
}

/** A file that was cut short, by a full disk for example, is as good as none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, identity, stopSignal }: { pid?: unknown; identity?: unknown; stopSignal?: unknown } = value;
  return Number.isInteger(pid) && typeof identity === 'string' && identity !== '' && (stopSignal === 'SIGTERM' || stopSignal === 'SIGINT');
}
