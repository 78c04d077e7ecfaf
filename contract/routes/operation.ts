import { z } from 'zod';
import { Execution, SimulatedExecution } from '../execution.ts';
import { Intent, Mode, RequestId, SentIntent } from '../intent.ts';
import { Atomicity, MAX_PLAN_STEPS, Plan, PlanPreview, PlanStatus } from '../plan.ts';
import { listOf, page, project, type Route } from '../route.ts';

const Steps = z.array(Intent).min(1).max(MAX_PLAN_STEPS);

/** Intents and plans. */
export const operationRoutes = {
  postIntent: { method: 'post', path: '/projects/:projectId/intents', summary: 'Run one action through every gate, and answer its recorded execution', access: 'member', params: z.object(project), body: SentIntent, data: Execution },
  simulateIntent: { method: 'post', path: '/projects/:projectId/intents/simulate', summary: 'Try one action on a copy; nothing is recorded', access: 'member', params: z.object(project), body: SentIntent, data: SimulatedExecution },
  postPlan: {
    method: 'post',
    path: '/projects/:projectId/plans',
    summary: 'Store a plan with its preview, and run it if asked to',
    access: 'member',
    params: z.object(project),
    body: z.strictObject({
      steps: Steps,
      mode: Mode.default('assisted'),
      atomicity: Atomicity.default('step'),
      run: z.boolean().default(false),
      replaces: z.uuid().optional(),
      requestId: RequestId.optional(),
    }),
    data: Plan,
  },
  simulatePlan: {
    method: 'post',
    path: '/projects/:projectId/plans/simulate',
    summary: 'Try a plan on a copy; nothing is recorded',
    access: 'member',
    params: z.object(project),
    body: z.strictObject({ steps: Steps, mode: Mode.default('assisted'), atomicity: Atomicity.default('step') }),
    data: PlanPreview,
  },
  listPlans: { method: 'get', path: '/projects/:projectId/plans', summary: 'List plans, newest first', access: 'viewer', params: z.object(project), query: z.object({ ...page, status: PlanStatus.optional() }), data: listOf(Plan) },
  getPlan: { method: 'get', path: '/projects/:projectId/plans/:planId', summary: 'Read a plan', access: 'viewer', params: z.object({ ...project, planId: z.string() }), data: Plan },
  runPlan: { method: 'post', path: '/projects/:projectId/plans/:planId/run', summary: 'Run a draft, and answer the plan when it rests', access: 'operator', params: z.object({ ...project, planId: z.string() }), data: Plan },
  cancelPlan: { method: 'post', path: '/projects/:projectId/plans/:planId/cancel', summary: 'Cancel a plan', access: 'operator', params: z.object({ ...project, planId: z.string() }), data: Plan },
} as const satisfies Record<string, Route>;
