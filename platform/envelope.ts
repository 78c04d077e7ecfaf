import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SealError, type Seal } from './seal.ts';

/** What seals the small keys. Whoever seals them anew with another master key leaves the values as they are. */
const PURPOSE = 'secret-key';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a secret belongs; what is sealed for one place opens in no other. */
export type SecretPlace = { readonly projectId: string; readonly name: string };

/** A secret as it is stored: its value under a key of its own, and that key under a master key. */
export type SealedSecret = { readonly sealedKey: Uint8Array; readonly sealedValue: Uint8Array };

/** Seals each secret with a random key of its own, so that a change of master keys touches the small keys alone. */
export type Envelope = {
  seal(place: SecretPlace, value: string): SealedSecret;
  /** The value again; throws a SealError for another master key, another place, or changed bytes. */
  open(place: SecretPlace, sealed: SealedSecret): string;
};

/** Envelope encryption over the master keys: AES-256-GCM twice. */
export const createEnvelope = (seal: Seal): Envelope => ({
  seal: (place, value) => {
    const key = randomBytes(KEY_BYTES);
    return { sealedKey: seal.seal(PURPOSE, key), sealedValue: encrypt(key, place, value) };
  },
  open: (place, { sealedKey, sealedValue }) => decrypt(seal.open(PURPOSE, sealedKey), place, sealedValue),
});

/** No two places have the same text: what stands between quotes cannot end them. */
const associated = ({ projectId, name }: SecretPlace): Buffer => Buffer.from(JSON.stringify([projectId, name]), 'utf8');

function encrypt(key: Buffer, place: SecretPlace, value: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(associated(place));
  const ciphertext = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
}

function decrypt(key: Buffer, place: SecretPlace, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  if (key.length !== KEY_BYTES || bytes.length < tagEnd) throw unopened();
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(place)).setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString('utf8');
  } catch {
    throw unopened();
  }
}

const unopened = (): SealError => new SealError('This secret does not open: it belongs to another place, or it was changed.');
