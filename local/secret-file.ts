import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The text of a file that only its owner may read; where there is none yet, `make` gets 32 random bytes and writes it. */
export function secretFile(path: string, make: (random: Buffer) => string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();

  const text = make(randomBytes(32));
  const draft = `${path}.${process.pid}`; // A half-written key would be kept for ever, so the file appears whole.
  writeFileSync(draft, `${text}\n`, { mode: 0o600 });
  renameSync(draft, path);
  return text;
}
