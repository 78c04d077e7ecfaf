import { statSync } from 'node:fs';

/** Whether others than its owner may read a file; null where there is none, or where the system has no such modes. */
export function isOpenToOthers(path: string): boolean | null {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  return mode === undefined || process.platform === 'win32' ? null : (mode & 0o077) !== 0;
}
