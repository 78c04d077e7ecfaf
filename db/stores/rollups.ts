import { z } from 'zod';
import { ProjectUsage, type Rollup, type Usage } from '../../contract/organization.ts';
import { roundUnits } from '../../domain/budget/units.ts';
import type { Sql } from '../database.ts';
import { ID_KEY, type PageRequest, readCursor, toPage } from '../page.ts';

/** From when, inclusive, to when, exclusive. */
export type Span = { from: Date; to: Date };

const COUNTS = `count(*)::int as executions, count(*) filter (where e.status = 'success')::int as success, count(*) filter (where e.status = 'rejected')::int as rejected,
  count(*) filter (where e.status = 'failed')::int as failed, count(*) filter (where e.status = 'pending_approval')::int as pending_approval, count(distinct e.user_id)::int as users`;
const SPOKEN = `count(*)::int as turns, coalesce(sum(t.prompt_tokens + t.completion_tokens), 0)::float8 as tokens`;

/** What a project spent in between: the ledger keeps running totals, so it is a difference of two rows. */
const COST = `
  coalesce((select b.project_total from budget_entry b where b.project_id = p.project_id and b.at < $2::timestamptz order by b.at desc, b.seq desc limit 1), 0)
  - coalesce((select b.project_total from budget_entry b where b.project_id = p.project_id and b.at < $1::timestamptz order by b.at desc, b.seq desc limit 1), 0)`;

const TOTALS = `
  select (select count(*)::int from project) as projects, e.*, t.*, (select coalesce(sum((${COST})), 0)::float8 from project p) as cost
  from (select ${COUNTS} from execution e where e.created_at >= $1 and e.created_at < $2) e,
    (select ${SPOKEN} from turn t where t.created_at >= $1 and t.created_at < $2) t`;

const PROJECTS = `
  with page as (select p.project_id, p.name, h.status as project_status from project p join project_head h on h.project_id = p.project_id
      where $3::text is null or p.project_id < $3 order by p.project_id desc limit $4),
    done as (select e.project_id, ${COUNTS} from execution e where e.created_at >= $1 and e.created_at < $2 and e.project_id in (select project_id from page) group by e.project_id),
    said as (select t.project_id, ${SPOKEN} from turn t where t.created_at >= $1 and t.created_at < $2 and t.project_id in (select project_id from page) group by t.project_id)
  select p.project_id, p.name, p.project_status, coalesce(d.executions, 0) as executions, coalesce(d.success, 0) as success, coalesce(d.rejected, 0) as rejected, coalesce(d.failed, 0) as failed,
    coalesce(d.pending_approval, 0) as pending_approval, coalesce(d.users, 0) as users, coalesce(s.turns, 0) as turns, coalesce(s.tokens, 0) as tokens, (${COST}) as cost
  from page p left join done d on d.project_id = p.project_id left join said s on s.project_id = p.project_id order by p.project_id desc`;

const UsageRow = z.object({
  executions: z.int(),
  success: z.int(),
  rejected: z.int(),
  failed: z.int(),
  pending_approval: z.int(),
  users: z.int(),
  turns: z.int(),
  tokens: z.number(),
  cost: z.number(),
});
const TotalsRow = UsageRow.extend({ projects: z.int() });
const ProjectRow = UsageRow.extend({ project_id: z.string(), name: z.string(), project_status: ProjectUsage.shape.status });

/** Adds up what was done in all projects within a span, and in each one of a page of them. */
export async function readRollup(sql: Sql, { from, to }: Span, { limit, cursor }: PageRequest): Promise<Rollup> {
  const [totals] = await sql(TOTALS, [from, to]);
  const rows = await sql(PROJECTS, [from, to, readCursor(cursor, ID_KEY), limit + 1]);
  const { projects, ...all } = TotalsRow.parse(totals);
  const { items, nextCursor } = toPage(rows.map((row) => ProjectRow.parse(row)), limit, (row) => row.project_id, (row) => row);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    totals: { projects, ...usageOf(all) },
    projects: items.map(({ project_id: projectId, name, project_status: status, ...usage }) => ({ projectId, name, status, ...usageOf(usage) })),
    nextCursor,
  };
}

function usageOf({ success, rejected, failed, pending_approval, cost, ...counts }: z.infer<typeof UsageRow>): Usage {
  const failureRate = counts.executions === 0 ? 0 : failed / counts.executions;
  return { ...counts, byStatus: { success, rejected, failed, pending_approval }, failureRate, cost: roundUnits(cost) };
}
