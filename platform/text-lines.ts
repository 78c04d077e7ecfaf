import { once } from 'node:events';
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';

const LINE_END = 0x0a;
const OWNER_ONLY = 0o600;

/** The lines of a text in UTF-8 that comes in pieces, without their ends; only a line feed ends one. Throws where a line is longer than `maxBytes`. */
export async function* textLines(pieces: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  let begun: Uint8Array[] = [];
  let bytes = 0;
  const flush = (): string => {
    const line = Buffer.concat(begun).toString('utf8');
    [begun, bytes] = [[], 0];
    return line;
  };
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(LINE_END); end >= 0; end = piece.indexOf(LINE_END, from)) {
      begun.push(piece.subarray(from, end));
      from = end + 1;
      yield flush();
    }
    begun.push(piece.subarray(from));
    bytes += piece.length - from;
    if (bytes > maxBytes) throw new Error(`a line has more than ${maxBytes} bytes`);
  }
  if (bytes > 0) yield flush();
}

/** The bytes of a file, piece by piece. */
export const readPieces = (path: string): AsyncIterable<Uint8Array> => createReadStream(path);

/** A text file that is being written, for its owner alone. It has its name only once it is whole. */
export type TextWriter = { write: (text: string) => Promise<void>; finish: () => Promise<void>; abandon: () => Promise<void> };

/** Begins a text file; a file of that name is replaced when this one is whole. */
export function writeText(path: string): TextWriter {
  const part = `${path}.part`;
  const file = createWriteStream(part, { mode: OWNER_ONLY });
  const failed = once(file, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined); // Whoever writes hears of it.
  const closed = once(file, 'close');
  return {
    write: async (text) => {
      if (!file.write(text)) await Promise.race([once(file, 'drain'), failed]);
    },
    finish: async () => {
      file.end();
      await Promise.race([closed, failed]);
      renameSync(part, path);
    },
    abandon: async () => {
      file.destroy();
      await Promise.race([closed, failed]).catch(() => undefined);
      rmSync(part, { force: true });
    },
  };
}
