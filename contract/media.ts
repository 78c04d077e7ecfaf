import { z } from 'zod';

/** The most attachments of one message or intent. */
export const MAX_MEDIA = 4;

/** The most that the attachments of one message or intent may come to, decoded. */
export const MAX_MEDIA_BYTES = 10_485_760;

/** What may be attached, and what it is taken for. */
export const MEDIA_TYPES = {
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'application/pdf': 'document',
  'text/plain': 'document',
  'text/markdown': 'document',
  'text/csv': 'document',
} as const;

export const MediaType = z.enum(['image', 'document']);
export type MediaType = z.infer<typeof MediaType>;

/** What an attachment is called: a file's name, without the way to it. */
const MediaName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]+$/u, 'expected the name of a file, without control characters and path separators');

/** An attachment as it is sent; `data` is its content in base64. */
export const SentMedia = z.strictObject({ type: MediaType, mimeType: z.string().max(100), name: MediaName, data: z.string().min(1) });
export type SentMedia = z.infer<typeof SentMedia>;

/** The attachments of one message or intent. */
export const SentMediaList = z.array(SentMedia).max(MAX_MEDIA);

/** The SHA-256 of a content, in lower-case hex, which is also its name. */
export const MediaDigest = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hex');

/** A stored attachment as rows, events and answers show it; its content is nowhere in them. `bytes` is its decoded size. */
export const StoredMedia = z.strictObject({
  type: MediaType,
  mimeType: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  name: z.string(),
});
export type StoredMedia = z.infer<typeof StoredMedia>;
