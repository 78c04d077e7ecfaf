import { z } from 'zod';
import { KeyRingReport, ReEncryption, StartedReEncryption } from '../key-ring.ts';
import type { Route } from '../route.ts';

const run = z.object({ runId: z.string() });

/** Which master keys are in use, and sealing anew what older ones have sealed. */
export const keysRoutes = {
  getKeyRing: { method: 'get', path: '/org/keys', summary: 'Read which master keys there are, what each of them is needed for, and the newest re-encryptions', access: 'system-admin', data: KeyRingReport },
  postReEncryption: { method: 'post', path: '/org/keys/re-encrypt', summary: 'Seal anew, with the first key of SECRET_KEYS, whatever other keys have sealed', access: 'system-admin', status: 202, data: StartedReEncryption },
  getReEncryption: { method: 'get', path: '/org/keys/runs/:runId', summary: 'Read how far a re-encryption is', access: 'system-admin', params: run, data: ReEncryption },
  cancelReEncryption: { method: 'post', path: '/org/keys/runs/:runId/cancel', summary: 'End a re-encryption where it is; what it has sealed anew stays so', access: 'system-admin', params: run, data: ReEncryption },
} as const satisfies Record<string, Route>;
