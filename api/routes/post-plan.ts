import type { OutcomeError } from '../../contract/decision.ts';
import type { Intent } from '../../contract/intent.ts';
import type { Plan, PlanPreview } from '../../contract/plan.ts';
import { routes } from '../../contract/routes.ts';
import { rehearse } from '../../db/rehearse.ts';
import { changePlan, findPlanByRequest, insertPlan, type NewPlan, type StoredPlan } from '../../db/stores/plans.ts';
import { planText } from '../../domain/plan/plan-text.ts';
import { stepLimitError } from '../../domain/plan/step-limit.ts';
import { answer } from '../answer.ts';
import { carryPlan } from '../carry-plan.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireAuthor, requirePlan, showPlan } from '../plan-of.ts';
import { ProblemError } from '../problems.ts';
import { triggerOf } from '../trigger-of.ts';

/** Stores a plan with its preview, edits a draft, and runs it if asked to. A plan that is too long, or that its author may not run, is stored as rejected. */
export const postPlan = (front: Front) =>
  endpoint(routes.postPlan, async ({ caller, project: { projectId }, body, headers }) => {
    const { mode, run, replaces, requestId = front.mintId() } = body;
    const steps = body.steps.map((step) => ({ ...step, mode }));
    const digest = front.seal.mac('plan', planText(steps));
    const known = await findPlanByRequest(front.database.read, projectId, caller.userId, requestId);
    if (known && front.seal.macs('plan', planText(steps)).includes(known.digest) && replaces === undefined) return answer(await goOn(front, known, run));

    const judged = known ? duplicate(requestId) : await judge(front, { projectId, userId: caller.userId, steps });
    const draft = { projectId, userId: caller.userId, steps, mode, digest, ...judged };
    if (replaces !== undefined && !known) return answer(await goOn(front, await replaceDraft(front, draft, replaces), run));
    const planId = front.mintId();
    const stored = await front.database.write((sql) =>
      insertPlan(sql, { ...draft, planId, requestId: known ? planId : requestId, trigger: triggerOf(headers), turnId: null, workflowId: null }),
    );
    return answer(await goOn(front, stored, run));
  });

type Judged = Pick<NewPlan, 'status' | 'preview' | 'error'>;

function duplicate(requestId: string): Judged {
  const detail = `The request id ${requestId} already names another plan; send this one with a new id.`;
  return { status: 'rejected', preview: null, error: { code: 'duplicate_request', gate: null, detail } };
}

async function judge({ config, rehearsal }: Front, plan: { projectId: string; userId: string; steps: Intent[] }): Promise<Judged> {
  const [first] = plan.steps;
  const tooLong = stepLimitError(first?.mode ?? 'assisted', plan.steps.length, config.planLimits);
  if (tooLong) return { status: 'rejected', preview: null, error: tooLong };
  const preview = await rehearse(rehearsal, { ...plan, trigger: 'plan' });
  const forbidden = preview && permissionError(preview);
  return { status: forbidden ? 'rejected' : 'draft', preview: preview ?? null, error: forbidden ?? null };
}

function permissionError({ steps }: PlanPreview): OutcomeError | undefined {
  return steps.find(({ error }) => error?.code === 'permission_denied')?.error ?? undefined;
}

async function replaceDraft(front: Front, draft: Judged & Pick<NewPlan, 'projectId' | 'userId' | 'steps' | 'digest'>, planId: string): Promise<StoredPlan> {
  const plan = await requirePlan(front, draft.projectId, planId);
  requireAuthor(plan, draft.userId);
  const { status, steps, preview, error, digest } = draft;
  const changed = await front.database.write((sql) => changePlan(sql, plan, ['draft'], { status, steps, preview, error, digest }));
  if (!changed) throw new ProblemError('conflict', `The plan is ${plan.status}; only a draft can be edited.`);
  return changed;
}

function goOn(front: Front, plan: StoredPlan, run: boolean): Promise<Plan> {
  return run && (plan.status === 'draft' || plan.status === 'running') ? carryPlan(front, plan) : showPlan(front, plan);
}
