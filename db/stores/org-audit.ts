import { z } from 'zod';
import { AuditEntry } from '../../contract/organization.ts';
import type { Execution } from '../../contract/execution.ts';
import type { Sql } from '../database.ts';
import { type Page, type PageRequest, readTimeCursor, toPage } from '../page.ts';
import { instant } from '../instant.ts';
import { listExecutionsById } from './executions.ts';

/** What the audit may be narrowed to; `action` is a bare or a pinned id, or the kind of an act of administration. */
export type AuditFilter = {
  project?: string | undefined;
  user?: string | undefined;
  action?: string | undefined;
  status?: string | undefined;
  trigger?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** The bounds stand as values, never as 'or is null', so that the index by time leads to them. */
const LIST = `
  select a.entry_id as "entryId", ${instant('a.at')} as at, a.type, a.action, a.project_id as "projectId",
    coalesce((select p.name from project p where p.project_id = a.project_id), (select t.name from project_tombstone t where t.project_id = a.project_id)) as "projectName",
    a.user_id as "userId", a.status, a.trigger, a.subject, coalesce(a.detail, '{}') as detail
  from audit_entry a
  where (a.at, a.entry_id) < (coalesce($1::timestamptz, 'infinity'), coalesce($2::text, ''))
    and a.at >= coalesce($3::timestamptz, '-infinity') and a.at < coalesce($4::timestamptz, 'infinity')
    and ($5::text is null or a.project_id = $5) and ($6::text is null or a.user_id = $6)
    and ($7::text is null or a.action = $7 or split_part(a.action, '@', 1) = $7)
    and ($8::text is null or a.status = $8) and ($9::text is null or a.trigger = $9)
  order by a.at desc, a.entry_id desc limit $10`;

const Row = AuditEntry.omit({ execution: true });

/** Lists the executions of all projects and the acts of administration, newest first. */
export async function listOrgAudit(sql: Sql, filter: AuditFilter, { limit, cursor }: PageRequest): Promise<Page<AuditEntry>> {
  const after = readTimeCursor(cursor);
  const { project, user, action, status, trigger, from, to } = filter;
  const narrowed = [from, to, project, user, action, status, trigger].map((value) => value ?? null);
  const rows = z.array(Row).parse(await sql(LIST, [after.at, after.id, ...narrowed, limit + 1]));
  const recorded = await listExecutionsById(sql, rows.filter(({ type }) => type === 'execution.recorded').map(({ entryId }) => entryId));
  const known = new Map(recorded.map((execution) => [execution.executionId, execution]));
  return toPage(rows, limit, ({ at, entryId }) => `${at} ${entryId}`, (row) => ({ ...row, execution: audited(known.get(row.entryId)) }));
}

function audited(execution: Execution | undefined): AuditEntry['execution'] {
  if (!execution) return null;
  const { diff: _diff, trace: _trace, ...told } = execution;
  return told;
}
