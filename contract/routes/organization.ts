import { z } from 'zod';
import { ExecutionStatus, Trigger } from '../execution.ts';
import { Instant } from '../json.ts';
import { AuditEntry, Rollup } from '../organization.ts';
import { listOf, page, type Route } from '../route.ts';

const bound = Instant.regex(/^(?!0000)/, 'expected a year from 0001 on').optional();
const text = z.string().min(1).max(200).optional();
const range = { from: bound, to: bound };

/** What all projects come to together. */
export const organizationRoutes = {
  getRollup: { method: 'get', path: '/org/rollup', summary: 'Add up what was done, spent and failed in all projects; the last 24 hours unless said otherwise', access: 'system-admin', query: z.object({ ...page, ...range }), data: Rollup },
  listOrgAudit: {
    method: 'get',
    path: '/org/audit',
    summary: 'List the executions of all projects and the acts of administration, newest first',
    access: 'system-admin',
    query: z.object({ ...page, ...range, project: text, user: text, action: text, status: ExecutionStatus.optional(), trigger: Trigger.optional() }),
    data: listOf(AuditEntry),
  },
} as const satisfies Record<string, Route>;
