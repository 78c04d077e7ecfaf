import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { KEY_BYTES, type KeyRing, type MasterKey } from './key-ring.ts';

/** What stands before the 32 bytes of an Ed25519 key: PKCS #8 for a private one (RFC 8410), SubjectPublicKeyInfo for a public one. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The public half of a signing key: its 32 bytes in base64, and the master key that it comes from. */
export type SignerKey = { readonly keyId: string; readonly publicKey: string };

/** Signs in the name of the installation. */
export type AuditSigner = SignerKey & {
  /** The public keys of the older master keys in the ring. */
  readonly older: readonly SignerKey[];
  /** The Ed25519 signature in base64 over the 32 bytes of a SHA-256 in hex. */
  readonly sign: (digest: string) => string;
};

/** A signer whose key is derived from the first master key by HKDF: the same ring signs with the same key. */
export function createAuditSigner([current, ...older]: KeyRing): AuditSigner {
  const key = privateKeyOf(current);
  return { ...publicHalf(current), older: older.map(publicHalf), sign: (digest) => sign(null, Buffer.from(digest, 'hex'), key).toString('base64') };
}

/** Whether the owner of a public key has signed a SHA-256 in hex; false too where the key or the signature is none. */
export function isSignedBy(publicKey: string, digest: string, signature: string): boolean {
  const bytes = Buffer.from(publicKey, 'base64');
  if (bytes.length !== KEY_BYTES) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(digest, 'hex'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** A SHA-256 over texts that come one after another. */
export type RunningHash = { readonly add: (text: string) => void; readonly hex: () => string };

export function createRunningHash(): RunningHash {
  const hash = createHash('sha256');
  return { add: (text) => void hash.update(text, 'utf8'), hex: () => hash.copy().digest('hex') };
}

function privateKeyOf({ key }: MasterKey): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', key, '', 'gatehouse:sign:audit-export', KEY_BYTES));
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

const publicHalf = (master: MasterKey): SignerKey => ({
  keyId: master.id,
  publicKey: createPublicKey(privateKeyOf(master)).export({ format: 'der', type: 'spki' }).subarray(SPKI.length).toString('base64'),
});
