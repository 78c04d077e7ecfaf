import type { SentMedia } from '../../contract/media.ts';
import { sha256Hex } from '../../platform/digest.ts';

const bytes = (...parts: (string | readonly number[])[]): Buffer => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

/** A small content of each type that may be attached. */
export const samples = {
  'image/png': Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
  'image/jpeg': bytes([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10], 'JFIF', [0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
  'image/gif': Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  'image/webp': Buffer.from('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA', 'base64'),
  'application/pdf': bytes('%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n'),
  'text/plain': Buffer.from('The pump runs hot, at 80 °C.\n'),
  'text/markdown': Buffer.from('# Pump\n\nIt runs *hot*.\n'),
  'text/csv': Buffer.from('at,celsius\n08:00,80\n'),
} as const;

export type SampleType = keyof typeof samples;

/** An attachment of that type as it is sent. */
export function attachment(mimeType: SampleType, { name = 'pump', content = samples[mimeType] }: { name?: string; content?: Buffer } = {}): SentMedia {
  return { type: mimeType.startsWith('image/') ? 'image' : 'document', mimeType, name, data: content.toString('base64') };
}

/** The same as records show it. */
export function storedAs({ data, ...sent }: SentMedia) {
  const content = Buffer.from(data, 'base64');
  return { ...sent, sha256: sha256Hex(content), bytes: content.length };
}
