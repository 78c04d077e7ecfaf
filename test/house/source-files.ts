import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rooms } from '../../.dependency-cruiser.mjs';

export const repository = join(import.meta.dirname, '../..');

/** One source file as the house rules see it: where it is, its bare name, and what it exports. */
export type SourceFile = { path: string; name: string; text: string; values: string[]; types: string[] };

const SOURCE = /\.(ts|tsx|js|mjs)$/;
const BUILT = /(^|\/)(node_modules|dist|coverage|\.gatehouse)\/|\.d\.ts$|\.generated\.ts$/;

const exported = (text: string, kinds: string) =>
  [...text.matchAll(new RegExp(`^export (?:async |abstract )?(?:${kinds})\\*? (\\w+)`, 'gm'))].map(([, name = '']) => name);

/** Every file of a folder that people write, in order of its path; none where the folder is missing. */
export function sourceFiles(folder: string): SourceFile[] {
  const all = (): string[] => {
    try {
      return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' });
    } catch {
      return [];
    }
  };
  return all()
    .map((path) => `${folder}/${path}`)
    .filter((path) => SOURCE.test(path) && !BUILT.test(path))
    .sort()
    .map((path) => {
      const text = readFileSync(join(repository, path), 'utf8');
      return { path, name: basename(path).replace(SOURCE, ''), text, values: exported(text, 'function|const|class'), types: exported(text, 'type|interface') };
    });
}

/** Every file of every room. */
export const roomFiles = (): SourceFile[] => Object.keys(rooms).flatMap(sourceFiles);

/** `executeIntents` and `ExecuteIntents` both become `execute-intents`. */
export const kebabCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
