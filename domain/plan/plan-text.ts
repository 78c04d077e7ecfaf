import type { IntentCore } from '../../contract/intent.ts';
import type { Atomicity } from '../../contract/plan.ts';
import { canonicalText } from '../state/canonical.ts';

/** The text whose HMAC is a plan's digest: what its steps would do, in order, with the content of what is attached to them, and whether they stand and fall together. */
export function planText(steps: readonly IntentCore[], atomicity: Atomicity): string {
  const named = steps.map(({ actionId, inputs, media = [] }) => ({ actionId, inputs, ...(media.length > 0 && { media: media.map(({ sha256 }) => sha256) }) }));
  return canonicalText(atomicity === 'step' ? named : { atomicity, steps: named });
}
