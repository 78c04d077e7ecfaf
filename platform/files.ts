import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const MAX_FILES = 200;
const MAX_ENTRIES = 10_000;
const MAX_BYTES = 1_048_576;

/** The text of one file below a directory, under its path relative to that directory. */
export type TextFile = { readonly file: string; readonly text: string };

/**
 * Every pack below a directory, sorted by name; the cases that stand beside the packs are left out. Throws with a
 * plain sentence when the directory cannot be read, or holds too many or too large files.
 */
export function readPackFiles(directory: string): TextFile[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  if (entries.length > MAX_ENTRIES) throw new Error(`${directory} holds more than ${MAX_ENTRIES} entries; expected a directory of packs`);
  const paths = entries
    .filter((entry) => entry.isFile() && isPackName(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  if (paths.length > MAX_FILES) throw new Error(`${directory} holds ${paths.length} packs; expected at most ${MAX_FILES}`);
  return paths.map((path) => ({ file: relative(directory, path), text: readText(path) }));
}

function isPackName(name: string): boolean {
  return /\.ya?ml$/.test(name) && !/\.cases\.ya?ml$/.test(name);
}

function readText(path: string): string {
  const { size } = statSync(path);
  if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes; expected a pack of at most ${MAX_BYTES}`);
  return readFileSync(path, 'utf8');
}

/** Writes a text file, making its directory where it is missing. */
export function writeTextFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
