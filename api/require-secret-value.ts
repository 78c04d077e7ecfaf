import { Buffer } from 'node:buffer';
import { MAX_SECRET_BYTES } from '../contract/secret.ts';
import { invalidRequest } from './problems.ts';

/** Throws unless a value has no more bytes than a secret may have; a schema can only count characters. */
export function requireSecretValue(value: string): void {
  if (Buffer.byteLength(value, 'utf8') > MAX_SECRET_BYTES) throw invalidRequest([{ path: '/value', message: `expected at most ${MAX_SECRET_BYTES} bytes` }]);
}
