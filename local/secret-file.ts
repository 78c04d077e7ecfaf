import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';

const OWNER_ONLY = 0o600;

/** The text of a file that only its owner may read; where there is none yet, `make` gets 32 random bytes and writes it. */
export function secretFile(path: string, make: (random: Buffer) => string): string {
  if (existsSync(path)) {
    closeToOthers(path);
    return readFileSync(path, 'utf8').trim();
  }

  const text = make(randomBytes(32));
  const draft = `${path}.${process.pid}`; // A half-written key would be kept for ever, so the file appears whole.
  writeFileSync(draft, `${text}\n`, { mode: OWNER_ONLY });
  renameSync(draft, path);
  return text;
}

/** Tightens what a copy or a careless hand has opened, and says so: whoever could read it may have. */
function closeToOthers(path: string): void {
  const mode = statSync(path).mode & 0o777;
  if ((mode & ~OWNER_ONLY) === 0 || process.platform === 'win32') return; // Windows has no such modes.
  chmodSync(path, OWNER_ONLY);
  process.stderr.write(`${path} was open to others (mode ${mode.toString(8)}); it is now for its owner alone. Replace the secret if somebody else may have read it.\n`);
}
