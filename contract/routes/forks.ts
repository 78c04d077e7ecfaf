import { z } from 'zod';
import { Execution } from '../execution.ts';
import { Fork, ForkDiff, ForkRun, ForkSummary } from '../fork.ts';
import { Intent, Mode, RequestId } from '../intent.ts';
import { Atomicity, MAX_PLAN_STEPS, Plan } from '../plan.ts';
import { listOf, page, project, type Route } from '../route.ts';

const fork = z.object({ ...project, forkId: z.string() });
const version = z.int().min(0);
const against = z.union([z.literal('head'), z.string().regex(/^\d{1,15}$/, "expected the number of a version, or 'head'").pipe(z.coerce.number<string>().int())]);

/** The way back to a version, and branches to try things on. */
export const forksRoutes = {
  revert: {
    method: 'post',
    path: '/projects/:projectId/revert',
    summary: 'Make the state again what it was at a version, as a governed execution of system.revert',
    access: 'member',
    params: z.object(project),
    body: z.strictObject({ version, confirmed: z.boolean().default(false), mode: Mode.default('assisted'), requestId: RequestId.optional() }),
    data: Execution,
  },
  listForks: { method: 'get', path: '/projects/:projectId/forks', summary: 'List the forks of a project, newest first', access: 'operator', params: z.object(project), query: z.object(page), data: listOf(ForkSummary) },
  postFork: {
    method: 'post',
    path: '/projects/:projectId/forks',
    summary: 'Branch off from a version of the state, to try things without effects',
    access: 'operator',
    status: 201,
    params: z.object(project),
    body: z.strictObject({ version: version.optional() }),
    data: Fork,
  },
  getFork: { method: 'get', path: '/projects/:projectId/forks/:forkId', summary: 'Read a fork with its state and executions', access: 'operator', params: fork, data: Fork },
  runOnFork: {
    method: 'post',
    path: '/projects/:projectId/forks/:forkId/plans',
    summary: 'Try steps on a fork: all gates but rates, quotas and budgets, nothing recorded in the project',
    access: 'operator',
    params: fork,
    body: z.strictObject({ steps: z.array(Intent).min(1).max(MAX_PLAN_STEPS), mode: Mode.default('assisted') }),
    data: ForkRun,
  },
  diffFork: {
    method: 'get',
    path: '/projects/:projectId/forks/:forkId/diff',
    summary: 'Compare a fork with a version of the project, or with its head',
    access: 'operator',
    params: fork,
    query: z.object({ against: against.optional() }),
    data: ForkDiff,
  },
  promoteFork: {
    method: 'post',
    path: '/projects/:projectId/forks/:forkId/promote',
    summary: 'Make a plan of what was tried on a fork, if the state is still where it branched off',
    access: 'operator',
    params: fork,
    body: z.strictObject({ mode: Mode.default('autonomous'), atomicity: Atomicity.default('step'), run: z.boolean().default(false), version: version.optional(), requestId: RequestId.optional() }),
    data: Plan,
  },
  deleteFork: { method: 'delete', path: '/projects/:projectId/forks/:forkId', summary: 'Delete a fork', access: 'operator', params: fork, data: z.null() },
} as const satisfies Record<string, Route>;
