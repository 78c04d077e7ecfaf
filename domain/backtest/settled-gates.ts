import type { GateName } from '../../contract/decision.ts';

type Asked = { readonly isReopened: boolean; readonly hasOtherRole: boolean; readonly isRedacted: boolean };

const known = new Map<number, ReadonlySet<GateName>>();

/** The gates whose pass is taken from the record. One that was never asked is not among them, nor one that looks at a role which the candidate changes. */
export function settledGates({ isReopened, hasOtherRole, isRedacted }: Asked): ReadonlySet<GateName> {
  const key = (isReopened ? 4 : 0) + (hasOtherRole ? 2 : 0) + (isRedacted ? 1 : 0);
  const kept = known.get(key);
  if (kept) return kept;
  const ofRole: GateName[] = hasOtherRole ? [] : ['visibility', 'role'];
  const ofInputs: GateName[] = isReopened && !isRedacted ? [] : ['schema'];
  const after: GateName[] = isReopened ? [] : ['preconditions', 'confirmation'];
  const settled = new Set([...ofRole, ...ofInputs, ...after]);
  known.set(key, settled);
  return settled;
}
