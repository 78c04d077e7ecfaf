import { z } from 'zod';
import { OutcomeError } from '../../contract/decision.ts';
import { Trigger } from '../../contract/execution.ts';
import { Mode, RecordedIntent } from '../../contract/intent.ts';
import { Atomicity, type Plan, PlanPreview, PlanStatus } from '../../contract/plan.ts';
import type { Sql } from '../database.ts';
import { RowDate } from '../row-date.ts';
import { ID_KEY, type Page, type PageRequest, readCursor, toPage } from '../page.ts';
import { appendEvent } from './events.ts';
import { listExecutionsOfPlans } from './executions.ts';
import { HELD } from './heads.ts';
import { inStepOrder } from '../../domain/plan/in-step-order.ts';

/** A plan without its executions, with the request that made it and its steps as they run; `steps` is what people see of them. */
export type StoredPlan = Omit<Plan, 'executions'> & { requestId: string; trigger: Trigger; sealedSteps: Uint8Array };

const Row = z.object({
  plan_id: z.string(),
  project_id: z.string(),
  user_id: z.string(),
  request_id: z.string(),
  steps: z.array(RecordedIntent),
  sealed_steps: z.instanceof(Uint8Array),
  mode: Mode,
  atomicity: Atomicity,
  approval_id: z.string().nullable(),
  trigger: Trigger,
  status: PlanStatus,
  current_step: z.int(),
  digest: z.string(),
  preview: PlanPreview.nullable(),
  error: OutcomeError.nullable(),
  turn_id: z.string().nullable(),
  workflow_id: z.string().nullable(),
  created_at: RowDate,
});

/** Reads a plan of a project by its id. */
export async function findPlan(sql: Sql, projectId: string, planId: string): Promise<StoredPlan | undefined> {
  const [row] = await sql('select * from plan where project_id = $1 and plan_id = $2', [projectId, planId]);
  return row === undefined ? undefined : parsePlan(row);
}

/** Reads the plan that a user made under a request id. */
export async function findPlanByRequest(sql: Sql, projectId: string, userId: string, requestId: string): Promise<StoredPlan | undefined> {
  const [row] = await sql('select * from plan where project_id = $1 and user_id = $2 and request_id = $3', [projectId, userId, requestId]);
  return row === undefined ? undefined : parsePlan(row);
}

const LIST = `
  select * from plan where project_id = $1 and ($2::text is null or plan_id < $2) and ($4::text is null or status = $4)
  order by plan_id desc limit $3`;

/** Lists the plans of a project, newest first, without their executions; all of them, or those of one status. */
export async function listPlans(sql: Sql, projectId: string, { limit, cursor, status }: PageRequest & { status?: PlanStatus | undefined }): Promise<Page<StoredPlan>> {
  const rows = await sql(LIST, [projectId, readCursor(cursor, ID_KEY), limit + 1, status ?? null]);
  return toPage(rows.map(parsePlan), limit, ({ planId }) => planId, (plan) => plan);
}

const INSERT = `
  with ${HELD}
  insert into plan (project_id, plan_id, user_id, request_id, steps, sealed_steps, mode, trigger, status, current_step, digest, preview, error,
    turn_id, workflow_id, atomicity, created_at)
  select project_id, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, 0, $10, $11::jsonb, $12::jsonb, $13, $14, $15, date_trunc('milliseconds', clock_timestamp()) from held
  on conflict (project_id, user_id, request_id) do nothing
  returning *`;

export type NewPlan = Omit<StoredPlan, 'createdAt' | 'currentStep' | 'approvalId'>;

/** Stores a plan and tells the project; undefined when its request id has made a plan already. */
export async function insertPlan(sql: Sql, plan: NewPlan): Promise<StoredPlan | undefined> {
  const { planId, projectId, userId, requestId, steps, sealedSteps, mode, trigger, status, digest, preview, error, turnId, workflowId, atomicity } = plan;
  const json = [preview, error].map((value) => (value === null ? null : JSON.stringify(value)));
  const named = [projectId, planId, userId, requestId, JSON.stringify(steps), sealedSteps];
  const [row] = await sql(INSERT, [...named, mode, trigger, status, digest, ...json, turnId, workflowId, atomicity]);
  return row === undefined ? undefined : announce(sql, parsePlan(row));
}

export type PlanChange = Partial<Pick<StoredPlan, 'status' | 'currentStep' | 'error' | 'steps' | 'sealedSteps' | 'mode' | 'atomicity' | 'preview' | 'digest' | 'approvalId' | 'workflowId'>>;

const CHANGE = `
  with ${HELD}
  update plan set
    status = coalesce($4, status),
    current_step = greatest(current_step, $5), -- A late repeat of an earlier step must not set it back.
    error = case when $4 in ('draft', 'running', 'awaiting_approval', 'succeeded') then null else coalesce($6::jsonb, error) end,
    steps = coalesce($7::jsonb, steps),
    preview = coalesce($8::jsonb, preview),
    digest = coalesce($9, digest),
    workflow_id = coalesce($10, workflow_id),
    sealed_steps = coalesce($11, sealed_steps),
    approval_id = coalesce($12, approval_id),
    mode = coalesce($13, mode),
    atomicity = coalesce($14, atomicity)
  from held where plan.project_id = held.project_id and plan_id = $2 and status = any($3)
  returning plan.*`;

/** Changes a plan if it is still in one of the given statuses, and tells the project; undefined when it had moved on. */
export async function changePlan(
  sql: Sql,
  { projectId, planId }: { projectId: string; planId: string },
  from: readonly PlanStatus[],
  change: PlanChange,
): Promise<StoredPlan | undefined> {
  const json = [change.error, change.steps, change.preview].map((value) => (value ? JSON.stringify(value) : null));
  const [row] = await sql(CHANGE, [
    projectId,
    planId,
    from,
    change.status ?? null,
    change.currentStep ?? null,
    ...json,
    change.digest ?? null,
    change.workflowId ?? null,
    change.sealedSteps ?? null,
    change.approvalId ?? null,
    change.mode ?? null,
    change.atomicity ?? null,
  ]);
  return row === undefined ? undefined : announce(sql, parsePlan(row));
}

/** A plan as the wire shows it, with the newest execution of each step in step order. */
export async function wirePlan(sql: Sql, stored: StoredPlan): Promise<Plan> {
  return { ...shown(stored), executions: inStepOrder(await listExecutionsOfPlans(sql, stored.projectId, [stored.planId])) };
}

/** Plans as a list shows them: with their executions, without the previews. */
export async function wirePlans(sql: Sql, projectId: string, stored: readonly StoredPlan[]): Promise<Plan[]> {
  const executions = await listExecutionsOfPlans(sql, projectId, stored.map(({ planId }) => planId));
  const byPlan = Map.groupBy(executions, ({ planId }) => planId);
  return stored.map((plan) => ({ ...shown(plan), preview: null, executions: inStepOrder(byPlan.get(plan.planId) ?? []) }));
}

function shown({ requestId: _requestId, trigger: _trigger, sealedSteps: _sealedSteps, ...plan }: StoredPlan): Omit<Plan, 'executions'> {
  return plan;
}

async function announce(sql: Sql, plan: StoredPlan): Promise<StoredPlan> {
  const { preview: _preview, ...data } = shown(plan);
  await appendEvent(sql, { type: 'plan.updated', projectId: plan.projectId, data }, null);
  return plan;
}

function parsePlan(row: unknown): StoredPlan {
  const read = Row.parse(row);
  return {
    planId: read.plan_id,
    projectId: read.project_id,
    userId: read.user_id,
    requestId: read.request_id,
    steps: read.steps,
    sealedSteps: read.sealed_steps,
    mode: read.mode,
    trigger: read.trigger,
    atomicity: read.atomicity,
    approvalId: read.approval_id,
    status: read.status,
    currentStep: read.current_step,
    digest: read.digest,
    preview: read.preview,
    error: read.error,
    turnId: read.turn_id,
    workflowId: read.workflow_id,
    createdAt: read.created_at.toISOString(),
  };
}
