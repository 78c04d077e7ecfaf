import { type Seal, SealError } from './seal.ts';

/** The HMAC of the chain of executions with a named key of the ring; null where the key is not in it. */
export const chainMac =
  (seal: Pick<Seal, 'macWith'>) =>
  (keyId: string, text: string): string | null => {
    try {
      return seal.macWith(keyId, 'chain', text);
    } catch (error) {
      if (error instanceof SealError) return null;
      throw error;
    }
  };
