import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import type { KeyRing, MasterKey } from './key-ring.ts';
import { KEY_BYTES } from './key-ring.ts';

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MAX_DERIVED_KEYS = 1_000;

/** Something sealed cannot be opened: the wrong key, the wrong purpose, or changed bytes. */
export class SealError extends Error {
  override name = 'SealError';
}

/** Keeps and authenticates secrets with the master keys. What is sealed for one purpose opens for no other. */
export type Seal = {
  /** The id of the key that seals now. */
  keyId: string;
  /** The ids of all keys of the ring, the one that seals now first. */
  keyIds: readonly string[];
  seal(purpose: string, plaintext: string | Uint8Array): Buffer;
  /** Opens what any key of the ring has sealed, or throws a SealError. */
  open(purpose: string, sealed: Uint8Array): Buffer;
  /** HMAC-SHA256 in hex, with the key that seals now. */
  mac(purpose: string, text: string): string;
  /** The same with every key of the ring, the one that seals now first: one of them is what an older key has made. */
  macs(purpose: string, text: string): [string, ...string[]];
  /** The same with a named key of the ring, to check what an older key has signed. */
  macWith(keyId: string, purpose: string, text: string): string;
};

/** A seal over a key ring: AES-256-GCM, with a key for each purpose derived by HKDF. */
export function createSeal(ring: KeyRing): Seal {
  const [current, ...older] = ring;
  const derive = createDerivation();
  const find = (keyId: string): MasterKey => {
    const found = ring.find(({ id }) => id === keyId);
    if (!found) throw new SealError(`No key ${JSON.stringify(keyId)} in SECRET_KEYS.`);
    return found;
  };
  const macWith = (keyId: string, purpose: string, text: string): string =>
    createHmac('sha256', derive(find(keyId), `mac:${purpose}`)).update(text).digest('hex');

  return {
    keyId: current.id,
    keyIds: ring.map(({ id }) => id),
    seal: (purpose, plaintext) => encrypt(header(current.id), derive(current, `seal:${purpose}`), purpose, plaintext),
    open: (purpose, sealed) => {
      const envelope = parseEnvelope(Buffer.from(sealed));
      return decrypt(envelope, derive(find(envelope.keyId), `seal:${purpose}`), purpose);
    },
    mac: (purpose, text) => macWith(current.id, purpose, text),
    macs: (purpose, text) => [macWith(current.id, purpose, text), ...older.map(({ id }) => macWith(id, purpose, text))],
    macWith,
  };
}

/** The id of the key that has sealed this, whether or not it is at hand. Throws a SealError for what is nothing sealed. */
export const keyIdOf = (sealed: Uint8Array): string => parseEnvelope(Buffer.from(sealed)).keyId;

type Envelope = { head: Buffer; keyId: string; nonce: Buffer; tag: Buffer; ciphertext: Buffer };

/** Keys are kept as key objects, which Node does not have to look at again at each use. */
function createDerivation(): (master: MasterKey, info: string) => KeyObject {
  const derived = new Map<string, KeyObject>();
  return (master, info) => {
    const name = `${master.id} ${info}`;
    const known = derived.get(name);
    if (known) return known;
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', master.key, '', `gatehouse:${info}`, KEY_BYTES)));
    if (derived.size >= MAX_DERIVED_KEYS) derived.clear();
    derived.set(name, key);
    return key;
  };
}

function header(keyId: string): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  return Buffer.concat([Buffer.from([FORMAT, id.length]), id]);
}

const associated = (head: Buffer, purpose: string): Buffer => Buffer.concat([head, Buffer.from(purpose, 'utf8')]);

function encrypt(head: Buffer, key: KeyObject, purpose: string, plaintext: string | Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(associated(head, purpose));
  const bytes = typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), ciphertext]);
}

function decrypt({ head, keyId, nonce, tag, ciphertext }: Envelope, key: KeyObject, purpose: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(head, purpose)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    throw new SealError(`The key ${JSON.stringify(keyId)} of SECRET_KEYS does not open this: another key made it, or it was changed.`);
  }
}

function parseEnvelope(sealed: Buffer): Envelope {
  const idEnd = 2 + (sealed[1] ?? 0);
  const nonceEnd = idEnd + NONCE_BYTES;
  const tagEnd = nonceEnd + TAG_BYTES;
  if (sealed[0] !== FORMAT || sealed.length < tagEnd) throw new SealError('These bytes are not something that was sealed.');
  return {
    head: sealed.subarray(0, idEnd),
    keyId: sealed.toString('utf8', 2, idEnd),
    nonce: sealed.subarray(idEnd, nonceEnd),
    tag: sealed.subarray(nonceEnd, tagEnd),
    ciphertext: sealed.subarray(tagEnd),
  };
}
