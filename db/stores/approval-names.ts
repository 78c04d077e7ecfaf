import type { Sql } from '../database.ts';

/** What people call the project of a request, and who asked; a person who is removed has no name any more. */
export type ApprovalNames = { projectName: string; username: string | null };

/** Reads the names that belong to a request; undefined where its project is gone. */
export async function findNamesOf(sql: Sql, { projectId, requestedBy }: { projectId: string; requestedBy: string }): Promise<ApprovalNames | undefined> {
  const [row] = await sql<ApprovalNames>(
    'select p.name as "projectName", u.username from project p left join app_user u on u.user_id = $2 where p.project_id = $1',
    [projectId, requestedBy],
  );
  return row;
}
