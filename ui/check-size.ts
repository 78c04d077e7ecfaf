import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { brotli } from './compress.ts';

const LIMIT_KB = 220;
const LOADED = /(?:src|href)="\/([^"]+\.(?:js|css))"/g;

const dist = new URL('dist/', import.meta.url);

/** The scripts and styles that `index.html` loads, with their brotli size in bytes. */
export async function firstLoad(): Promise<{ name: string; bytes: number }[]> {
  const html = await readFile(new URL('index.html', dist), 'utf8');
  const names = [...html.matchAll(LOADED)].flatMap(([, name]) => name ?? []);
  return Promise.all(names.map(async (name) => ({ name, bytes: brotli(await readFile(new URL(name, dist))).length })));
}

/** Prints what the chat page loads first and says whether it is within its limit. */
export async function checkSize(): Promise<boolean> {
  const files = await firstLoad();
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
  for (const { name, bytes } of files) console.log(`${(bytes / 1024).toFixed(1).padStart(7)} kB  ${name}`);
  console.log(`${total.toFixed(1).padStart(7)} kB  first load, brotli, of ${LIMIT_KB} kB allowed`);
  return files.length > 0 && total <= LIMIT_KB;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && !(await checkSize())) process.exit(1);
