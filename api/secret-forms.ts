import { Buffer } from 'node:buffer';

const BITS = 6;
/** How many characters of Base64 depend on bytes that stand before, by how many bytes are left over there. */
const SHARED = [0, 2, 3] as const;

/** How a value stands in a text: as it is, inside JSON text, in an address, and both of the first in Base64 wherever they begin there. */
export function secretForms(value: string): string[] {
  const plain = [value, JSON.stringify(value).slice(1, -1)];
  const encoded = plain.flatMap((text) => SHARED.map((shared, before) => base64At(text, before).slice(shared)));
  return [...plain, encodeURIComponent(value), ...encoded, ...encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** The Base64 of a text after so many other bytes, without the characters at its end that depend on what follows. */
function base64At(text: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text, 'utf8')]);
  return bytes.toString('base64').slice(0, Math.floor((bytes.length * 8) / BITS));
}
