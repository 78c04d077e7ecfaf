import type { MAX_MEDIA, MAX_MEDIA_BYTES, MEDIA_TYPES, MediaType } from '../../contract/media.ts';
import { fileSize } from '../parts/file-size.ts';

const MOST: typeof MAX_MEDIA = 4;
const MOST_BYTES: typeof MAX_MEDIA_BYTES = 10_485_760;
const LONGEST_NAME = 200;

type MimeType = keyof typeof MEDIA_TYPES;

const kinds: typeof MEDIA_TYPES = {
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'application/pdf': 'document',
  'text/plain': 'document',
  'text/markdown': 'document',
  'text/csv': 'document',
};

/** What the end of a name says, for files whose type the browser does not know or names otherwise. */
const endings: Readonly<Record<string, MimeType>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
};

/** What a file dialog offers. */
export const ACCEPTED = [...Object.keys(kinds), ...Object.keys(endings).map((ending) => `.${ending}`)].join(',');

/** What is attached to a message that is not sent yet; `data` is its content in base64. */
export type Attachment = { id: string; type: MediaType; mimeType: MimeType; name: string; bytes: number; data: string };

type Given = Pick<File, 'name' | 'type' | 'size'>;

const isKnown = (type: string): type is MimeType => Object.hasOwn(kinds, type);

function mimeTypeOf({ name, type }: Given): MimeType | null {
  if (isKnown(type)) return type;
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  return Object.hasOwn(endings, ending) ? (endings[ending] ?? null) : null;
}

/** What a file would be attached as, or in words why it cannot be, beside what is attached already. */
export function attachable(file: Given, beside: readonly Pick<Attachment, 'bytes'>[]): Pick<Attachment, 'type' | 'mimeType' | 'name' | 'bytes'> | { problem: string } {
  const mimeType = mimeTypeOf(file);
  if (mimeType === null) return { problem: `${file.name} cannot be attached. Attach images (PNG, JPEG, WebP, GIF), PDF, text, Markdown or CSV files.` };
  if (file.size === 0) return { problem: `${file.name} is empty.` };
  if (beside.length >= MOST) return { problem: `${file.name} was left out: a message takes ${MOST} files at most.` };
  const together = beside.reduce((sum, { bytes }) => sum + bytes, file.size);
  if (together > MOST_BYTES) return { problem: `${file.name} was left out: it has ${fileSize(file.size)}, and a message takes 10 MB of files at most.` };
  return { type: kinds[mimeType], mimeType, name: plainName(file.name), bytes: file.size };
}

/** A name without what a file's name may not have here. */
const plainName = (name: string): string => name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, '_').slice(0, LONGEST_NAME).toWellFormed() || 'file';
