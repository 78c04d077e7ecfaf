import type { Intent } from '../../contract/intent.ts';
import { canonicalText } from '../state/canonical.ts';

/** The text whose HMAC is a plan's digest: what its steps would do, in order. */
export function planText(steps: readonly Pick<Intent, 'actionId' | 'inputs'>[]): string {
  return canonicalText(steps.map(({ actionId, inputs }) => ({ actionId, inputs })));
}
