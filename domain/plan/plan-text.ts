import type { Intent } from '../../contract/intent.ts';
import type { Atomicity } from '../../contract/plan.ts';
import { canonicalText } from '../state/canonical.ts';

/** The text whose HMAC is a plan's digest: what its steps would do, in order, and whether they stand and fall together. */
export function planText(steps: readonly Pick<Intent, 'actionId' | 'inputs'>[], atomicity: Atomicity): string {
  const named = steps.map(({ actionId, inputs }) => ({ actionId, inputs }));
  return canonicalText(atomicity === 'step' ? named : { atomicity, steps: named });
}
