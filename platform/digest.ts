import { createHash, hash, timingSafeEqual } from 'node:crypto';

/** A SHA-256 in lower-case hex. */
export type Digest = string;

/** The digest of a text (as UTF-8) or of bytes. */
export const sha256Hex = (content: string | Uint8Array): Digest => hash('sha256', content, 'hex');

/** Whether two texts are equal, in a time that does not tell where they differ or how long the right one is. */
export const constantTimeEqual = (left: string, right: string): boolean => timingSafeEqual(sha256(left), sha256(right));

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
