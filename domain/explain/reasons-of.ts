import type { GateName } from '../../contract/decision.ts';
import type { Reason } from '../../contract/explanation.ts';
import type { Verdict } from '../gates/gate.ts';

/** What stands in the way, of all that a gate has said. */
export function reasonsOf(gate: GateName, verdicts: readonly Verdict[]): Reason[] {
  return verdicts.flatMap((verdict): Reason[] => {
    switch (verdict.verdict) {
      case 'pass':
        return [];
      case 'hold':
        return verdict.holds.map(({ rule, text }) => ({ gate, code: 'approval_required', detail: text, rule }));
      case 'refuse': {
        const { code, detail, rule, preconditionId } = verdict.error;
        return [{ gate, code, detail, ...(rule !== undefined && { rule }), ...(preconditionId !== undefined && { preconditionId }) }];
      }
    }
  });
}
