import type { Intent } from '../../contract/intent.ts';
import type { Plan } from '../../contract/plan.ts';
import { routes } from '../../contract/routes.ts';
import { changePlan, findPlanByRequest, insertPlan, type NewPlan, type StoredPlan } from '../../db/stores/plans.ts';
import { planText } from '../../domain/plan/plan-text.ts';
import { requireActions } from '../access.ts';
import { answer } from '../answer.ts';
import { carryPlan } from '../carry-plan.ts';
import { draftPlan, sealPlan } from '../draft-plan.ts';
import { endpoint } from '../endpoint.ts';
import { demandedVersion } from '../entity-tag.ts';
import type { Front } from '../front.ts';
import { requireAuthor, requirePlan, showPlan } from '../plan-of.ts';
import { ProblemError } from '../problems.ts';
import { requireHeldVersion } from '../require-version.ts';
import { triggerOf } from '../trigger-of.ts';

/** Stores a plan with its preview, edits a draft, and runs it if asked to. A plan that is too long, or that its author may not run, is stored as rejected. */
export const postPlan = (front: Front) =>
  endpoint(routes.postPlan, async ({ caller, project: { projectId }, body, headers }) => {
    requireActions(caller, body.steps.map(({ actionId }) => actionId));
    const { userId } = caller;
    const { mode, atomicity, run, replaces, requestId = front.mintId() } = body;
    const ifVersion = demandedVersion(headers);
    const steps = body.steps.map((step) => ({ ...step, mode }));
    const known = await findPlanByRequest(front.database.read, projectId, userId, requestId);
    const text = planText(steps, atomicity);
    if (known) return answer(await goOn(front, await recall(front, known, { steps, text }), run));

    const asked = { projectId, userId, atomicity, steps };
    const draft = { ...asked, mode, ...(await draftPlan(front, asked)) };
    if (replaces !== undefined) return answer(await goOn(front, await replaceDraft(front, draft, { planId: replaces, ifVersion }), run));
    const origin = { requestId, trigger: triggerOf(headers), turnId: null, workflowId: null };
    const stored = await front.database.write(async (sql) => {
      await requireHeldVersion(sql, projectId, ifVersion);
      return insertPlan(sql, { ...draft, ...origin, planId: front.mintId() });
    });
    const made = stored ?? (await findPlanByRequest(front.database.read, projectId, userId, requestId));
    if (!made) throw new ProblemError('conflict', `The requestId ${requestId} is being used at this moment.`, { retryAfterSeconds: 1 });
    front.wake(projectId);
    return answer(await goOn(front, stored ? made : await recall(front, made, { steps, text }), run));
  });

/** The plan that a request id stands for; with other steps it stands for none, and the repeat is recorded as a duplicate under an id of its own. */
async function recall(front: Front, known: StoredPlan, { steps, text }: { steps: Intent[]; text: string }): Promise<StoredPlan> {
  if (front.seal.macs('plan', text).includes(known.digest)) return known;
  const planId = front.mintId();
  const detail = `The request id ${known.requestId} already names another plan; send this one with a new id.`;
  const refusal = { status: 'rejected', preview: null, error: { code: 'duplicate_request', gate: null, detail } } as const;
  const stored = await front.database.write((sql) =>
    insertPlan(sql, { ...known, ...sealPlan(front, { steps, atomicity: known.atomicity }), ...refusal, planId, requestId: planId, turnId: null, workflowId: null }),
  );
  return stored ?? known;
}

type Draft = Pick<NewPlan, 'projectId' | 'userId' | 'steps' | 'sealedSteps' | 'mode' | 'atomicity' | 'digest' | 'status' | 'preview' | 'error'>;

async function replaceDraft(front: Front, draft: Draft, { planId, ifVersion }: { planId: string; ifVersion: number | null }): Promise<StoredPlan> {
  const plan = await requirePlan(front, draft.projectId, planId);
  requireAuthor(plan, draft.userId);
  if (plan.turnId !== null) throw new ProblemError('conflict', 'The plan belongs to a chat turn; say it again there.');
  const { projectId: _projectId, userId: _userId, ...change } = draft;
  const changed = await front.database.write(async (sql) => {
    await requireHeldVersion(sql, draft.projectId, ifVersion);
    return changePlan(sql, plan, ['draft'], change);
  });
  if (!changed) throw new ProblemError('conflict', `The plan is ${plan.status}; only a draft can be edited.`);
  return changed;
}

function goOn(front: Front, plan: StoredPlan, run: boolean): Promise<Plan> {
  return run && (plan.status === 'draft' || plan.status === 'running') ? carryPlan(front, plan) : showPlan(front, plan);
}
