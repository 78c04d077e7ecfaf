import { z } from 'zod';
import { ProjectEvent } from '../event.ts';
import { Execution, ExecutionStatus, Trigger } from '../execution.ts';
import { ActionRef, RecordedRequestId } from '../intent.ts';
import { Instant } from '../json.ts';
import { Snapshot } from '../snapshot.ts';
import { listOf, page, project, type Route } from '../route.ts';

/** A way to choose an earlier state: refused, so that the newest one is not taken for it. */
const notYet = z.never('not supported yet: only the state as it is now can be read; leave this out').optional();
const bound = Instant.regex(/^(?!0000)/, 'expected a year from 0001 on').optional();

/** What has happened, and what the state is and was. */
export const historyRoutes = {
  streamEvents: { method: 'get', path: '/projects/:projectId/events', access: 'viewer', params: z.object(project), data: ProjectEvent },
  getState: {
    method: 'get',
    path: '/projects/:projectId/state',
    access: 'viewer',
    params: z.object(project),
    query: z.object({ version: notYet, at: notYet, requestId: notYet }),
    data: Snapshot,
  },
  listExecutions: {
    method: 'get',
    path: '/projects/:projectId/executions',
    access: 'viewer',
    params: z.object(project),
    query: z.object({
      ...page,
      requestId: RecordedRequestId.optional(),
      status: ExecutionStatus.optional(),
      action: ActionRef.optional(),
      user: z.string().max(100).optional(),
      trigger: Trigger.optional(),
      from: bound,
      to: bound,
    }),
    data: listOf(Execution),
  },
  getExecution: {
    method: 'get',
    path: '/projects/:projectId/executions/:executionId',
    access: 'viewer',
    params: z.object({ ...project, executionId: z.string() }),
    data: Execution,
  },
} as const satisfies Record<string, Route>;
