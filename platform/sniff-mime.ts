import { fileTypeFromBuffer } from 'file-type';

/** An animated PNG is a PNG. */
const SAME_AS: Readonly<Record<string, string>> = { 'image/apng': 'image/png' };

/** The MIME type that the first bytes of a content tell, or null where they tell none. */
export async function sniffMime(content: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  return found ? (SAME_AS[found.mime] ?? found.mime) : null;
}

/** Whether a content is text: UTF-8 without NUL. */
export function isText(content: Uint8Array): boolean {
  if (content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}
