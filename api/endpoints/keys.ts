import type { keysRoutes } from '../../contract/routes/keys.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { cancelReEncryption } from '../routes/cancel-re-encryption.ts';
import { getKeyRing } from '../routes/get-key-ring.ts';
import { getReEncryption } from '../routes/get-re-encryption.ts';
import { postReEncryption } from '../routes/post-re-encryption.ts';

/** What answers each route of `contract/routes/keys.ts`; a route without a line here does not compile. */
export const keysEndpoints = (front: Front) =>
  ({
    getKeyRing: getKeyRing(front),
    postReEncryption: postReEncryption(front),
    getReEncryption: getReEncryption(front),
    cancelReEncryption: cancelReEncryption(front),
  }) satisfies Record<keyof typeof keysRoutes, Endpoint>;
