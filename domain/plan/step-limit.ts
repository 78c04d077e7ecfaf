import type { OutcomeError } from '../../contract/decision.ts';
import type { Mode } from '../../contract/intent.ts';

/** Refuses a plan with more steps than its mode allows; the plan's own mode decides, never a step's. */
export function stepLimitError(mode: Mode, steps: number, limits: Readonly<Record<Mode, number>>): OutcomeError | null {
  const limit = limits[mode];
  if (steps <= limit) return null;
  const detail = `The plan has ${steps} steps; in the mode ${mode} a plan may have ${limit}.`;
  return { code: 'plan_limit_exceeded', gate: null, detail };
}
