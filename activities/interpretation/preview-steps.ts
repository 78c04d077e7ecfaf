import type { RecordedIntent } from '../../contract/intent.ts';
import type { PlanPreview } from '../../contract/plan.ts';
import { rehearse } from '../../db/rehearse.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import type { Powers } from '../dependencies.ts';

/** Tries steps on a copy for the author of a turn, as they stand; where they lack nothing but a confirmation, as if it had been given. Null where there is no such project. */
export async function previewSteps(powers: Powers, { projectId, userId }: StoredTurn, steps: readonly RecordedIntent[]): Promise<PlanPreview | null> {
  const asked = await rehearse(powers, { projectId, userId, trigger: 'plan', steps });
  const lacking = asked?.steps.filter(({ error }) => error !== null) ?? [];
  if (lacking.length === 0 || lacking.some(({ error }) => error?.code !== 'confirmation_required')) return asked ?? null;
  const confirmed = steps.map((step) => ({ ...step, confirmed: true }));
  return (await rehearse(powers, { projectId, userId, trigger: 'plan', steps: confirmed })) ?? null;
}
