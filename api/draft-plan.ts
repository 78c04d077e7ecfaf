import type { Intent } from '../contract/intent.ts';
import type { Atomicity } from '../contract/plan.ts';
import { rehearse } from '../db/rehearse.ts';
import { sealSteps } from '../db/stores/plan-steps.ts';
import type { NewPlan } from '../db/stores/plans.ts';
import { permissionError } from '../domain/plan/permission-error.ts';
import { planText } from '../domain/plan/plan-text.ts';
import { showSteps } from '../domain/plan/show-steps.ts';
import { atomicityError } from '../domain/plan/stay-inside.ts';
import { stepLimitError } from '../domain/plan/step-limit.ts';
import type { Front } from './front.ts';

/** What somebody wants to be stored as a plan. */
export type AskedPlan = { projectId: string; userId: string; atomicity: Atomicity; steps: Intent[] };

type SealedPlan = Pick<NewPlan, 'steps' | 'sealedSteps' | 'digest'>;
type JudgedPlan = Pick<NewPlan, 'status' | 'preview' | 'error'>;

/** The steps of a plan as people see them and as they run, and the digest of what they do. */
export function sealPlan({ seal, catalog }: Front, { steps, atomicity }: Pick<AskedPlan, 'steps' | 'atomicity'>): SealedPlan {
  return { steps: showSteps(catalog, steps, (text) => seal.mac('chain', text)), sealedSteps: sealSteps(seal, steps), digest: seal.mac('plan', planText(steps, atomicity)) };
}

/** A plan as it would be stored: a draft with its preview, or rejected where it is too long or its author may not run it. */
export async function draftPlan(front: Front, plan: AskedPlan): Promise<SealedPlan & JudgedPlan> {
  return { ...sealPlan(front, plan), ...(await judge(front, plan)) };
}

async function judge({ config, rehearsal }: Front, plan: AskedPlan): Promise<JudgedPlan> {
  const [first] = plan.steps;
  const tooLong = stepLimitError(first?.mode ?? 'assisted', plan.steps.length, config.planLimits);
  if (tooLong) return { status: 'rejected', preview: null, error: tooLong };
  const preview = await rehearse(rehearsal, { ...plan, trigger: 'plan' });
  const error = preview ? (permissionError(preview) ?? (plan.atomicity === 'plan' ? atomicityError(preview) : null)) : null;
  return { status: error ? 'rejected' : 'draft', preview: preview ?? null, error };
}
