import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The release that this process runs, as package.json names it. */
export function readRelease(): string {
  const text = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8');
  return /"version":\s*"([^"]{1,40})"/.exec(text)?.[1] ?? 'unknown';
}
