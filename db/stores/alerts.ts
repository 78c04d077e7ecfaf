import { z } from 'zod';
import { type Alert, AlertCause, type AlertStatus } from '../../contract/alert.ts';
import type { IncidentKind } from '../../contract/alert-channel.ts';
import type { Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { ID_KEY, readCursor, toPage, type Page, type PageRequest } from '../page.ts';

/** What an alert is about: one of a kind is open for a project at a time. */
type About = { projectId: string; kind: AlertCause; at: Date; peopleAddress: string };

/** An alert as it is stored; where people look at it depends on the address of the page. */
type AlertRow = Omit<Alert, 'url'>;

const COLUMNS = `a.alert_id as "alertId", a.kind, a.project_id as "projectId", (select p.name from project p where p.project_id = a.project_id) as "projectName",
  a.title, a.detail, ${instant('a.raised_at')} as "raisedAt", ${instant('a.resolved_at')} as "resolvedAt"`;

const Row = z.object({
  ...{ alertId: z.string(), kind: AlertCause, projectId: z.string().nullable(), projectName: z.string().nullable() },
  ...{ title: z.string(), detail: z.string(), raisedAt: z.string(), resolvedAt: z.string().nullable() },
});

const RAISE = `
  insert into alert as a (alert_id, project_id, kind, subject, title, detail, raised_at) values ($1, $2, $3, $2, $4, $5, $6)
  on conflict (kind, subject) where resolved_at is null do nothing returning ${COLUMNS}`;
const RESOLVE = `update alert a set resolved_at = greatest($3, a.raised_at) where a.kind = $1 and a.subject = $2 and a.resolved_at is null returning ${COLUMNS}`;
/** A number that somebody has taken in front of the head keeps no alert from being raised. */
const TELL = `
  with head as (
    update project_head set event_seq = event_seq + 1, at = greatest(at, date_trunc('milliseconds', clock_timestamp()))
    where project_id = $1 returning event_seq, at)
  insert into event (project_id, seq, type, user_id, data, at)
  select $1, head.event_seq, $2, null, $3, head.at from head on conflict do nothing`;

/** Raises an alert unless one of its kind is open already, and tells the project's stream; answers whether it did. */
export async function raiseAlert(sql: Sql, { alertId, projectId, kind, title, detail, at, peopleAddress }: About & Pick<Alert, 'alertId' | 'title' | 'detail'>): Promise<boolean> {
  const [row] = await sql(RAISE, [alertId, projectId, kind, title, detail, at]);
  return row === undefined ? false : tell(sql, 'alert.raised', showAlert(Row.parse(row), peopleAddress));
}

/** Resolves the open alert of a kind, if there is one, and tells the project's stream; answers whether it did. */
export async function resolveAlert(sql: Sql, { projectId, kind, at, peopleAddress }: About): Promise<boolean> {
  const [row] = await sql(RESOLVE, [kind, projectId, at]);
  return row === undefined ? false : tell(sql, 'alert.resolved', showAlert(Row.parse(row), peopleAddress));
}

async function tell(sql: Sql, type: 'alert.raised' | 'alert.resolved', alert: Alert): Promise<true> {
  await sql(TELL, [alert.projectId, type, JSON.stringify(alert)]);
  return true;
}

/** An alert with the page on which people look at what it is about. */
export const showAlert = (row: AlertRow, peopleAddress: string): Alert => ({ ...row, url: `${peopleAddress}${row.projectId === null ? '/organization/alerts' : `/p/${encodeURIComponent(row.projectId)}/state`}` });

const LIST = `
  select ${COLUMNS} from alert a
  where ($1::text is null or a.alert_id < $1) and ($2::text is null or (a.resolved_at is null) = ($2 = 'open')) and ($4::text is null or a.project_id = $4)
  order by a.alert_id desc limit $3`;

/** Which alerts are listed: of one status or all, of one project or of all. */
export type AlertFilter = { status?: AlertStatus | undefined; projectId?: string };

/** Alerts, newest first. */
export async function listAlerts(sql: Sql, { limit, cursor, status, projectId }: PageRequest & AlertFilter, peopleAddress: string): Promise<Page<Alert>> {
  const rows = await sql(LIST, [readCursor(cursor, ID_KEY), status ?? null, limit + 1, projectId ?? null]);
  return toPage(rows.map((row) => Row.parse(row)), limit, ({ alertId }) => alertId, (row) => showAlert(row, peopleAddress));
}

/** An alert by its id; null where it is gone with its project. */
export async function findAlert(sql: Sql, alertId: string, peopleAddress: string): Promise<Alert | null> {
  const [row] = await sql(`select ${COLUMNS} from alert a where a.alert_id = $1`, [alertId]);
  return row === undefined ? null : showAlert(Row.parse(row), peopleAddress);
}

/** What channels have not been told of yet, the oldest alert first. */
export type UntoldNews = { alertId: string; kind: IncidentKind };

const UNTOLD = `
  select a.alert_id as "alertId", a.raised_told_at is null as "isRaised", a.resolved_at is not null and a.resolved_told_at is null as "isResolved" from alert a
  where a.raised_told_at is null or (a.resolved_at is not null and a.resolved_told_at is null) order by a.alert_id limit $1`;

export async function listUntoldNews(sql: Sql, limit: number): Promise<UntoldNews[]> {
  const rows = await sql<{ alertId: string; isRaised: boolean; isResolved: boolean }>(UNTOLD, [limit]);
  return rows.flatMap(({ alertId, isRaised, isResolved }) => [
    ...(isRaised ? [{ alertId, kind: 'integrity.broken' as const }] : []),
    ...(isResolved ? [{ alertId, kind: 'integrity.restored' as const }] : []),
  ]);
}

const TOLD = {
  'integrity.broken': 'update alert set raised_told_at = coalesce(raised_told_at, $2) where alert_id = $1',
  'integrity.restored': 'update alert set resolved_told_at = coalesce(resolved_told_at, $2) where alert_id = $1',
} as const satisfies Record<IncidentKind, string>;

/** Keeps that channels were told, or could not be. */
export async function markTold(sql: Sql, { alertId, kind }: UntoldNews, at: Date): Promise<void> {
  await sql(TOLD[kind], [alertId, at]);
}
