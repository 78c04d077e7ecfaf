import { basename, extname } from 'node:path';
import { MAX_MEDIA, MAX_MEDIA_BYTES, MEDIA_TYPES, type SentMedia } from '../contract/media.ts';
import { readBytes } from '../platform/files.ts';
import { CommandError, usageError } from './command-error.ts';

/** What the end of a file's name says about it. */
const ENDINGS: Readonly<Record<string, keyof typeof MEDIA_TYPES>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
};

/** Collects an option that may be given several times. */
export const collect = (file: string, files: readonly string[] = []): string[] => [...files, file];

/** The files of `--attach` as they are sent; undefined where there are none. Throws with a plain sentence when one cannot be attached. */
export function readAttachments(files: readonly string[] = []): SentMedia[] | undefined {
  if (files.length === 0) return undefined;
  if (files.length > MAX_MEDIA) throw usageError(`At most ${MAX_MEDIA} files may be attached; these are ${files.length}.`);
  return files.map(readAttachment);
}

function readAttachment(file: string): SentMedia {
  const ending = extname(file).toLowerCase();
  const mimeType = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  if (mimeType === undefined) throw usageError(`'${file}' cannot be attached; expected a file that ends in ${Object.keys(ENDINGS).join(' ')}.`);
  try {
    const content = readBytes(file, MAX_MEDIA_BYTES);
    return { type: MEDIA_TYPES[mimeType], mimeType, name: basename(file), data: content.toString('base64') };
  } catch (error) {
    throw new CommandError(`${file} cannot be attached: ${error instanceof Error ? error.message : 'it cannot be read'}.`);
  }
}
