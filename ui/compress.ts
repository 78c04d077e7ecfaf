import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const WORTH_IT = /\.(js|css|html|svg)$/;

/** Brotli at its best level: what is built once may take its time. */
export const brotli = (content: Buffer): Buffer =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });

/** Writes a `.br` file beside every text file of a built folder, for a server that can hand it out as it is. */
export async function compress(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => WORTH_IT.test(name)).map((name) => join(folder, name));
  await Promise.all(files.map(async (file) => writeFile(`${file}.br`, brotli(await readFile(file)))));
}
