import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const MAX_FILES = 200;
const MAX_ENTRIES = 10_000;
const MAX_BYTES = 1_048_576;
const OWNER_ONLY = { file: 0o600, directory: 0o700 };

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

/** The packs that a path names: one file, or every one below a directory. Throws as `readPackFiles` does. */
export const readPacksAt = (path: string): TextFile[] =>
  statSync(path).isDirectory() ? readPackFiles(path).map(({ file, text }) => ({ file: join(path, file), text })) : [{ file: path, text: readText(path) }];

/** The text of one file; throws with a plain sentence when it cannot be read or is too large. */
export const readTextFile = (path: string): string => readText(path);

/** The bytes of one file of at most so many; throws with a plain sentence when it cannot be read or is too large. */
export function readBytes(path: string, atMost: number): Buffer {
  const { size } = statSync(path);
  if (size > atMost) throw new Error(`it has ${size} bytes; expected at most ${atMost}`);
  return readFileSync(path);
}

/** The text of a file that may be missing; null where it is. */
export const readTextFileIfThere = (path: string): string | null => (existsSync(path) ? readText(path) : null);

/** Writes a text that its owner alone may read. The file appears whole, with its mode, or not at all. */
export function writePrivateFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY.directory });
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true }); // A file that is there would keep its own mode.
  writeFileSync(draft, text, { mode: OWNER_ONLY.file });
  renameSync(draft, path);
}
