import type { KeyState } from '../contract/key-ring.ts';
import type { SealedCount } from '../db/stores/sealed-columns.ts';

/** What is known of the master keys: those of this process, the canaries, and what each has sealed and signed. */
export type KeyFacts = {
  held: readonly string[];
  canaries: ReadonlyMap<string, 'ok' | 'wrong'>;
  sealed: readonly SealedCount[];
  signed: readonly { keyId: string; rows: number }[];
};

/** The name under which that is told of which no key is known. */
export const UNKNOWN_KEY = 'unknown';

/** How each key stands that this process holds or that the database tells of, the one that seals now first. */
export function keyStates({ held, canaries, sealed, signed }: KeyFacts): KeyState[] {
  const told = [...canaries.keys(), ...sealed.map(({ keyId }) => keyId), ...signed.map(({ keyId }) => keyId)];
  return [...new Set([...held, ...told])].map((keyId) => {
    const sealedRows = Object.fromEntries(sealed.filter((one) => one.keyId === keyId).map(({ table, rows }) => [table, rows]));
    const facts = { isCurrent: keyId === held[0], isHeld: held.includes(keyId), canary: canaries.get(keyId) ?? 'absent', sealedRows, chainRows: signed.find((one) => one.keyId === keyId)?.rows ?? 0 } as const;
    const isNeeded = facts.isCurrent || facts.chainRows > 0 || Object.keys(sealedRows).length > 0 || facts.canary !== 'absent';
    return { keyId: keyId === '' ? UNKNOWN_KEY : keyId, ...facts, mayBeRemoved: facts.isHeld && !isNeeded, advice: adviceOn(keyId, facts) };
  });
}

function adviceOn(keyId: string, { isCurrent, isHeld, canary, sealedRows, chainRows }: Omit<KeyState, 'keyId' | 'mayBeRemoved' | 'advice'>): string {
  const rows = Object.values(sealedRows).reduce((sum, count) => sum + count, 0);
  if (keyId === '') return `Which key has sealed ${rows} rows or files is not known until a re-encryption has looked at them.`;
  if (isCurrent) return 'Seals whatever is new.';
  if (!isHeld && (rows > 0 || chainRows > 0)) return 'Is needed and not in SECRET_KEYS: put it back, behind the first key.';
  if (rows > 0) return `Has sealed ${rows} rows or files: seal them anew before it is taken out of SECRET_KEYS.`;
  if (chainRows > 0) return `Has signed ${chainRows} executions, whose signatures stay as they are: keep it in SECRET_KEYS, behind the first key, so that they can be verified.`;
  if (canary !== 'absent') return 'Nothing needs it any more; the next re-encryption releases it.';
  return 'Nothing in the database needs it: take it out of SECRET_KEYS once no workflow is open in Temporal that began before the newest re-encryption.';
}
