/** One master key. The id travels with everything that the key has sealed. */
export type MasterKey = { id: string; key: Buffer };

/** The master keys of an installation: the first seals, all of them open. */
export type KeyRing = readonly [MasterKey, ...MasterKey[]];

export const KEY_BYTES = 32;
const MAX_KEYS = 16;
const KEY_ID = /^[A-Za-z0-9._-]{1,32}$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** Reads `id:base64,…`; answers null for anything else, without saying what it held. */
export function parseKeyRing(text: string): KeyRing | null {
  const keys: MasterKey[] = [];
  for (const entry of text.split(',', MAX_KEYS + 1)) {
    const parsed = parseKey(entry.trim());
    if (!parsed || keys.some(({ id }) => id === parsed.id)) return null;
    keys.push(parsed);
  }
  const [first, ...rest] = keys;
  return first && keys.length <= MAX_KEYS ? [first, ...rest] : null;
}

function parseKey(entry: string): MasterKey | null {
  const colon = entry.indexOf(':');
  const id = entry.slice(0, colon);
  const encoded = entry.slice(colon + 1);
  if (colon < 0 || !KEY_ID.test(id) || !BASE64.test(encoded)) return null;
  const key = Buffer.from(encoded, 'base64');
  return key.length === KEY_BYTES ? { id, key } : null;
}
