import { SealError, type Seal } from '../platform/seal.ts';
import type { KeyCanaries } from './stores/key-canaries.ts';

const PURPOSE = 'key-canary';
const WORDS = 'The keys of this installation.';

/** What is wrong with the master keys, measured by what they once sealed; null when every key that left a canary still opens it. */
export async function findKeyProblem(canaries: KeyCanaries, seal: Seal): Promise<string | null> {
  for (const { keyId, sealed } of await canaries.list()) {
    if (!opens(seal, sealed)) return `SECRET_KEYS does not hold the key ${JSON.stringify(keyId)} with which this installation has sealed its data.`;
  }
  return null;
}

/** Which keys have left a canary, and whether the ring opens it. */
export const lookAtCanaries = async (canaries: KeyCanaries, seal: Seal): Promise<Map<string, 'ok' | 'wrong'>> =>
  new Map((await canaries.list()).map(({ keyId, sealed }) => [keyId, opens(seal, sealed) ? 'ok' : 'wrong']));

/** Leaves a canary of the key that seals now, if there is none yet. */
export const leaveCanary = (canaries: KeyCanaries, seal: Seal, createdAt: Date): Promise<void> =>
  canaries.insert({ keyId: seal.keyId, sealed: seal.seal(PURPOSE, WORDS), createdAt });

function opens(seal: Seal, sealed: Buffer): boolean {
  try {
    return seal.open(PURPOSE, sealed).toString('utf8') === WORDS;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}
