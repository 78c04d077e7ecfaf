import type { OutcomeError } from '../../contract/decision.ts';
import type { PlanPreview } from '../../contract/plan.ts';

/** The refusal of the first step that the plan's author may not run, if there is one: such a plan is rejected as a whole. */
export function permissionError({ steps }: Pick<PlanPreview, 'steps'>): OutcomeError | null {
  return steps.find(({ error }) => error?.code === 'permission_denied')?.error ?? null;
}
