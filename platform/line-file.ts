import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** A compressed file of lines that is being written. It has its name only once it is whole. */
export type LineWriter = {
  write: (line: string) => Promise<void>;
  finish: () => Promise<void>;
  /** Leaves no file. */
  abandon: () => Promise<void>;
};

/** Begins a compressed file of lines, for its owner alone; throws where a file of that name is there already. */
export function writeLines(path: string): LineWriter {
  if (existsSync(path)) throw new Error(`${path} is there already; expected the name of a new file`);
  const part = `${path}.part`;
  const gzip = createGzip();
  const stop = new AbortController();
  const written = pipeline(gzip, createWriteStream(part, { mode: 0o600 }), { signal: stop.signal });
  written.catch(() => undefined); // Whoever finishes hears of it.
  return {
    write: async (line) => {
      if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), written]);
    },
    finish: async () => {
      gzip.end();
      await written;
      renameSync(part, path);
    },
    abandon: async () => {
      stop.abort();
      await written.catch(() => undefined);
      rmSync(part, { force: true });
    },
  };
}

/** The lines of a compressed file, one after another; throws where its bytes are damaged or cut off. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  const read = pipeline(createReadStream(path), gunzip);
  read.catch((error: unknown) => gunzip.destroy(error instanceof Error ? error : new Error(String(error))));
  for await (const line of createInterface({ input: gunzip, crlfDelay: Infinity })) yield line;
  await read;
}
