import type { Check } from './use-check.ts';
import type { PolicyDraft } from './use-draft.ts';

/** Says which policy is tried: the draft where there is one that could be in force, else the one that is. */
export function TriedPolicy({ draft, check }: { draft: PolicyDraft; check: Check }) {
  if (!draft.isChanged) return <p className="muted">Under the policy in force, version {draft.base}.</p>;
  if (check.state === 'valid') return <p className="muted">Under your draft, which is not in force.</p>;
  return <p className="muted">{check.state === 'checking' ? 'Under your draft, which is being checked.' : 'Your draft has problems; mend them first.'}</p>;
}

/** Whether there is a policy that can be tried. */
export const isTriable = (draft: PolicyDraft, check: Check): boolean => !draft.isChanged || check.state === 'valid';
