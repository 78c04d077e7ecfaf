import { z } from 'zod';
import { AuditKey } from '../audit-export.ts';
import { ProjectEvent } from '../event.ts';
import { Execution, ExecutionStatus, Trigger } from '../execution.ts';
import { ActionRef, RecordedRequestId } from '../intent.ts';
import { IntegrityReport, ProjectIntegrity } from '../integrity.ts';
import { Instant } from '../json.ts';
import { Snapshot, SnapshotEntry, VersionDiff } from '../snapshot.ts';
import { listOf, page, project, type Route } from '../route.ts';

const version = z
  .string()
  .regex(/^\d{1,15}$/, 'expected the number of a version')
  .pipe(z.coerce.number<string>().int());
const bound = Instant.regex(/^(?!0000)/, 'expected a year from 0001 on').optional();

/** What has happened, and what the state is and was. */
export const historyRoutes = {
  streamEvents: { method: 'get', path: '/projects/:projectId/events', summary: 'Listen to the events of a project, as server-sent events', access: 'viewer', params: z.object(project), data: ProjectEvent },
  getState: {
    method: 'get',
    path: '/projects/:projectId/state',
    summary: 'Read the state as it is, or as it was at a version, a time or a request',
    access: 'viewer',
    params: z.object(project),
    query: z
      .object({ version: version.optional(), at: bound, requestId: RecordedRequestId.optional() })
      .refine(({ version, at, requestId }) => [version, at, requestId].filter((selector) => selector !== undefined).length <= 1, 'expected at most one of version, at and requestId'),
    data: Snapshot,
  },
  listSnapshots: {
    method: 'get',
    path: '/projects/:projectId/snapshots',
    summary: 'List the versions of the state',
    access: 'viewer',
    params: z.object(project),
    query: z.object(page),
    data: listOf(SnapshotEntry),
  },
  getDiff: {
    method: 'get',
    path: '/projects/:projectId/diff',
    summary: 'Compare two versions of the state',
    access: 'viewer',
    params: z.object(project),
    query: z.object({ from: version, to: version }),
    data: VersionDiff,
  },
  getIntegrity: { method: 'get', path: '/projects/:projectId/integrity', summary: 'Verify the recorded chain of a project', access: 'viewer', params: z.object(project), data: IntegrityReport },
  listOrgIntegrity: { method: 'get', path: '/org/integrity', summary: 'List how the records of each project stood when they were last verified', access: 'system-admin', query: z.object(page), data: listOf(ProjectIntegrity) },
  exportAudit: {
    method: 'get',
    path: '/projects/:projectId/audit/export',
    summary: 'Export executions as signed lines (NDJSON) that can be verified offline',
    access: 'admin',
    systemAdmin: true,
    params: z.object(project),
    query: z.object({ from: bound, to: bound }),
    data: z.string(),
  },
  getAuditKey: { method: 'get', path: '/org/audit-key', summary: 'Read the public key that signs exports of audits', access: 'user', data: AuditKey },
  listExecutions: {
    method: 'get',
    path: '/projects/:projectId/executions',
    summary: 'List executions, newest first',
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
    summary: 'Read an execution with its trace',
    access: 'viewer',
    params: z.object({ ...project, executionId: z.string() }),
    data: Execution,
  },
} as const satisfies Record<string, Route>;
