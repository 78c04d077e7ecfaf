import type { ApprovalStatus } from '../../contract/approval.ts';
import type { Role } from '../../contract/project.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Sql } from '../database.ts';
import { type Page, type PageRequest, readCursor, toPage } from '../page.ts';
import { APPROVAL_COLUMNS, parseApproval, type StoredApproval } from './approvals.ts';

/** Whose inbox it is, with the roles that he has by policies alone; `projectIds` limits it, null is every project. */
export type InboxOf = { userId: string; mappedRoles: ReadonlyMap<string, Role>; projectIds: readonly string[] | null; statuses: readonly ApprovalStatus[] | null };

const LIST = `
  select ${APPROVAL_COLUMNS} from approval a
  join (select project_id, role from membership where user_id = $1 union all select * from unnest($7::text[], $8::text[])) m on m.project_id = a.project_id
  where a.requested_by <> $1 and ($2::text[] is null or a.project_id = any($2)) and ($3::text[] is null or a.status = any($3))
    and array_position(array['viewer', 'operator', 'admin'], m.role) >= array_position(array['viewer', 'operator', 'admin'], a.required_role)
    and ($4::text is null or (case a.status when 'pending' then '1' else '0' end, a.approval_id) < ($4, $5))
  order by case a.status when 'pending' then '1' else '0' end desc, a.approval_id desc limit $6`;

const KEY = /^([01]) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Lists the requests that a person may decide, over all projects: those that wait first, then the newest first. */
export async function listApprovalInbox(sql: Sql, seal: Seal, { userId, mappedRoles, projectIds, statuses }: InboxOf, { limit, cursor }: PageRequest): Promise<Page<StoredApproval>> {
  const [, group = null, approvalId = null] = KEY.exec(readCursor(cursor, KEY) ?? '') ?? [];
  const rows = await sql(LIST, [userId, projectIds, statuses, group, approvalId, limit + 1, [...mappedRoles.keys()], [...mappedRoles.values()]]);
  return toPage(rows.map((row) => parseApproval(seal, row)), limit, keyOf, (approval) => approval);
}

const keyOf = ({ status, approvalId }: StoredApproval): string => `${status === 'pending' ? 1 : 0} ${approvalId}`;
