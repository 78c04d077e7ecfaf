import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** One line of a log as it was written. */
export type LogLine = { time: string; level: string; component: string; event: string; message: string; request_id?: string; project_id?: string; [field: string]: unknown };

/** Every line of a log, raw; what is being written right now may be cut, so the last one only counts when it is whole. */
export function rawLines(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}

/** Every line of a log; throws at the first one that is no JSON object. */
export const logLines = (file: string): LogLine[] => rawLines(file).map((line) => JSON.parse(line) as LogLine);

/** Waits until a log holds a line. */
export async function findLine(file: string, fits: (line: LogLine) => boolean, withinMs = 10_000): Promise<LogLine> {
  const until = Date.now() + withinMs;
  for (;;) {
    const line = logLines(file).find(fits);
    if (line) return line;
    if (Date.now() > until) throw new Error(`no such line in ${file}`);
    await sleep(50);
  }
}
