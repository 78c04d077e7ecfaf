import type { RecordedIntent, SentIntent } from '../contract/intent.ts';
import { MEDIA_TYPES, type MediaType, type SentMedia } from '../contract/media.ts';
import type { Issue } from '../contract/problem.ts';
import type { ReceivedMedia } from '../db/stores/media.ts';
import { sha256Hex } from '../platform/digest.ts';
import { isText, sniffMime } from '../platform/sniff-mime.ts';
import { invalidRequest, ProblemError } from './problems.ts';

const KNOWN: ReadonlyMap<string, MediaType> = new Map(Object.entries(MEDIA_TYPES));

/** Decodes what is attached to a call. Throws unless each attachment is of a known type and is what it says it is. Nothing is stored. */
export async function receiveMedia(sent: readonly SentMedia[] = []): Promise<ReceivedMedia[]> {
  const unknown = sent.find(({ mimeType }) => !KNOWN.has(mimeType));
  if (unknown) throw new ProblemError('unsupported_media_type', `${JSON.stringify(unknown.mimeType)} cannot be attached; expected one of ${[...KNOWN.keys()].join(', ')}.`);
  const issues: Issue[] = [];
  const received: ReceivedMedia[] = [];
  for (const [index, item] of sent.entries()) {
    const content = decodeBase64(item.data);
    const issue = content === null ? { at: 'data', message: 'expected base64 with its padding, without line breaks' } : await judge(item, content);
    if (issue) issues.push({ path: `/media/${index}/${issue.at}`, message: issue.message });
    else if (content) received.push({ content, entry: entryOf(item, content) });
  }
  if (issues.length > 0) throw invalidRequest(issues);
  return received;
}

/** The bytes of a base64 text, or null where it is not exactly what those bytes are in base64. */
function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** An intent as it is recorded: without the contents, and without the name `media` where nothing is attached. */
export function withMedia({ media: _sent, ...intent }: SentIntent, received: readonly ReceivedMedia[]): RecordedIntent {
  return received.length === 0 ? intent : { ...intent, media: received.map(({ entry }) => entry) };
}

/** What is wrong with an attachment, and which of its names says so. */
async function judge({ type, mimeType }: SentMedia, content: Uint8Array): Promise<{ at: string; message: string } | null> {
  const kind = KNOWN.get(mimeType);
  if (type !== kind) return { at: 'type', message: `${mimeType} is attached as ${kind}` };
  const sniffed = await sniffMime(content);
  const isThat = mimeType.startsWith('text/') ? isText(content) && (sniffed === null || !KNOWN.has(sniffed)) : sniffed === mimeType;
  return isThat ? null : { at: 'mimeType', message: `the content is not ${mimeType}${sniffed === null || sniffed === mimeType ? '' : ` but ${sniffed}`}` };
}

const entryOf = ({ type, mimeType, name }: SentMedia, content: Uint8Array) => ({ type, mimeType, sha256: sha256Hex(content), bytes: content.byteLength, name });
