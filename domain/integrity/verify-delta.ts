import type { DiffEntry } from '../../contract/execution.ts';
import type { IntegrityProblem } from '../../contract/integrity.ts';
import type { Json } from '../../contract/json.ts';
import { isRedacted } from '../execution/redact.ts';
import { canonicalText, sameJson } from '../state/canonical.ts';
import { type MacWith, problemOf, type RecordedRow } from './recorded-row.ts';

/** A stored delta as it is read back; `diff` is null where it is not one any more, as after retention has emptied it. */
export type StoredDelta = { readonly version: number; readonly executionId: string; readonly at: string; readonly diff: readonly DiffEntry[] | null; readonly isEmptied: boolean };

/** Whether the delta that an execution left is what the chain says of it, or pruned; a value that is withheld there is compared by its HMAC. */
export function verifyDelta(row: RecordedRow, delta: StoredDelta | undefined, { macWith, prunedVersion }: { macWith: MacWith; prunedVersion: number }): IntegrityProblem[] {
  if (row.diff.length === 0) return [];
  if (!delta) return [problemOf(row, 'delta', `The delta of version ${row.stateVersion} is missing.`)];
  const isPruned = delta.isEmptied && delta.version <= prunedVersion;
  const isTrue = delta.executionId === row.executionId && delta.at === row.createdAt && (isPruned || (delta.diff !== null && sameDiff(row, delta.diff, macWith)));
  return isTrue ? [] : [problemOf(row, 'delta', `The delta of version ${row.stateVersion} is not what execution ${row.executionId} did.`)];
}

function sameDiff({ diff, keyId }: RecordedRow, stored: readonly DiffEntry[], macWith: MacWith): boolean {
  if (diff.length !== stored.length) return false;
  const same = (recorded: Json | undefined, real: Json | undefined) => sameUnlessWithheld(recorded, real, (text) => macWith(keyId, text));
  return diff.every((entry, index) => {
    const other = stored[index];
    return other?.op === entry.op && other.path === entry.path && same(entry.value, other.value) && same(entry.old, other.old);
  });
}

function sameUnlessWithheld(recorded: Json | undefined, real: Json | undefined, mac: (text: string) => string | null): boolean {
  if (recorded === undefined || real === undefined) return recorded === real;
  if (sameJson(recorded, real)) return true;
  if (isRedacted(recorded)) return mac(canonicalText(real)) === recorded.hmac;
  if (recorded === null || real === null || typeof recorded !== 'object' || typeof real !== 'object') return false;
  const parts = new Map(Object.entries(real));
  const members = Object.entries(recorded);
  return Array.isArray(recorded) === Array.isArray(real) && members.length === parts.size && members.every(([key, member]) => sameUnlessWithheld(member, parts.get(key), mac));
}
