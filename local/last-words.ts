import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const MAX_BYTES = 64 * 1024;
const LAST_LINES = 12;
const LONGEST_LINE = 400;

/** Where a log ends now; what one process says stands behind it. */
export type LogMark = { logFile: string; from: number };

/**
 * The sentence for a process that ended when it should not: with the error that it logged last, where its log is made of
 * JSON lines, else with the last lines that it printed.
 */
export function lastWords({ name, how, logFile, from }: LogMark & { name: string; how: string }): string {
  const lines = linesSince({ logFile, from });
  const error = lines.map(loggedError).findLast((message) => message !== null);
  if (error) return `The ${name} process ended (${how}): ${error} (log: ${logFile})`;

  const shown = lines.slice(-LAST_LINES).map((line) => line.slice(0, LONGEST_LINE));
  return [`The ${name} process ended (${how}); ${shown.length === 0 ? 'it printed nothing' : 'its last lines'} in ${logFile}:`, ...shown].join('\n  ');
}

function linesSince({ logFile, from }: LogMark): string[] {
  const file = openSync(logFile, 'r');
  try {
    const { size } = fstatSync(file);
    const start = Math.max(from, size - MAX_BYTES);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    readSync(file, bytes, 0, bytes.length, start);
    return bytes.toString('utf8').split('\n').filter((line) => line.trim() !== '');
  } finally {
    closeSync(file);
  }
}

function loggedError(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line);
    const isError = typeof entry === 'object' && entry !== null && 'level' in entry && entry.level === 'error';
    return isError && 'message' in entry && typeof entry.message === 'string' ? entry.message : null;
  } catch {
    return null;
  }
}
