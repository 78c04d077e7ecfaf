import type { Sql } from '../database.ts';

/** The version of a project's state, which stays so until the transaction ends. */
export async function holdVersion(sql: Sql, projectId: string): Promise<number | undefined> {
  const [head] = await sql<{ version: number }>('select version::float8 as version from project_head where project_id = $1 for no key update', [projectId]);
  return head?.version;
}

/** The version of a project's state at this instant. */
export async function readVersion(sql: Sql, projectId: string): Promise<number | undefined> {
  const [head] = await sql<{ version: number }>('select version::float8 as version from project_head where project_id = $1', [projectId]);
  return head?.version;
}
