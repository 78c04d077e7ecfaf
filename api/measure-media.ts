import { MAX_MEDIA, MAX_MEDIA_BYTES } from '../contract/media.ts';
import { ProblemError } from './problems.ts';

/** What the contents of attachments may have in a body, in base64. */
export const MEDIA_BODY_BYTES = Math.ceil(MAX_MEDIA_BYTES / 3) * 4;

type Measured = {
  /** The data with empty contents, for checks that need not read megabytes of base64. */
  bare: unknown;
  /** How much of the body the contents are. */
  contentBytes: number;
};

/** Measures what is attached in a parsed body of any form. Throws when there are more than 4 attachments, or they have more than 10 MiB decoded. */
export function measureMedia(data: unknown): Measured {
  if (typeof data !== 'object' || data === null || !('media' in data) || !Array.isArray(data.media)) return { bare: data, contentBytes: 0 };
  const items: readonly unknown[] = data.media;
  if (items.length > MAX_MEDIA) throw new ProblemError('payload_too_large', `At most ${MAX_MEDIA} files may be attached; these are ${items.length}.`);
  const contents = items.map(contentOf);
  const decoded = contents.reduce((sum, content) => sum + decodedBytes(content), 0);
  if (decoded > MAX_MEDIA_BYTES) throw new ProblemError('payload_too_large', 'What is attached may have 10 MiB at most, all together.');
  return { bare: { ...data, media: items.map(withoutContent) }, contentBytes: contents.reduce((sum, content) => sum + content.length, 0) };
}

/** The content of an attachment, as far as it is ASCII and so as long in the body as here; the empty text where it has none. */
function contentOf(item: unknown): string {
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, 'data') || !('data' in item) || typeof item.data !== 'string') return '';
  return /[^\x20-\x7e]/.test(item.data) ? '' : item.data;
}

/** The same with every name of its own, so that none is hidden from the checks. */
const withoutContent = (item: unknown): unknown => (typeof item === 'object' && item !== null && contentOf(item) !== '' ? { ...item, data: '' } : item);

const decodedBytes = (base64: string): number => Math.floor((base64.length * 3) / 4) - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
