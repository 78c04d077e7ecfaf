import type { PlanPreview } from '../../contract/plan.ts';

/** Whether no step of a preview is refused or fails; some may wait for approval. */
export function wouldPass({ steps }: Pick<PlanPreview, 'steps'>): boolean {
  return steps.every(({ status }) => status === 'success' || status === 'pending_approval');
}
