import { ProjectTombstone } from '../../contract/purge.ts';
import type { Database, Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { recordAdminEvent } from './admin-events.ts';
import { deleteProjectRows } from './project-rows.ts';

/** Who takes away which project; `name` is what he calls it. */
export type Purge = { projectId: string; name: string; purgedBy: string; purgedAt: Date };

/** What became of a purge; nothing is gone unless it says `done`. */
export type PurgeOutcome = { kind: 'done'; tombstone: ProjectTombstone } | { kind: 'other_name' } | { kind: 'gone' };

export type ProjectTombstones = {
  /** Takes a project away in one transaction: from then on nobody finds it, and nothing runs in it. What is left of a large one is deleted after that. */
  purge(purge: Purge): Promise<PurgeOutcome>;
};

/** A small project is gone whole when the answer comes; what a large one holds beyond this goes in steps. */
const ROWS_AT_ONCE = 5_000;

const HOLD = 'select 1 from project_head where project_id = $1 for update';

const LEAVE = `
  insert into project_tombstone as t (project_id, name, chain_seq, chain_hash, key_id, version, created_at, purged_by, purged_at)
  select p.project_id, p.name, h.chain_seq, h.chain_hash, (select e.key_id from execution e where e.project_id = p.project_id order by e.seq desc limit 1), h.version, p.created_at, $3, $4
  from project p join project_head h on h.project_id = p.project_id where p.project_id = $1 and p.name = $2
  returning t.project_id as "projectId", t.name, t.version::float8 as version, t.chain_seq::float8 as "chainSeq", t.chain_hash as "chainHash", t.key_id as "keyId",
    ${instant('t.created_at')} as "createdAt", t.purged_by as "purgedBy", ${instant('t.purged_at')} as "purgedAt"`;

export const createProjectTombstones = (database: Pick<Database, 'write'>): ProjectTombstones => ({
  purge: (purge) => database.write((sql) => leaveTombstone(sql, purge)),
});

/** Whoever commits holds the head first, so what he commits is either in the tombstone or not at all. */
async function leaveTombstone(sql: Sql, { projectId, name, purgedBy, purgedAt }: Purge): Promise<PurgeOutcome> {
  const held = await sql(HOLD, [projectId]);
  if (held.length === 0) return { kind: 'gone' };
  const [row] = await sql(LEAVE, [projectId, name, purgedBy, purgedAt]);
  if (row === undefined) return { kind: 'other_name' };
  const tombstone = ProjectTombstone.parse(row);
  await deleteProjectRows(sql, projectId, ROWS_AT_ONCE);
  await sql('delete from project where project_id = $1', [projectId]);
  const { version, chainSeq, chainHash, keyId, createdAt } = tombstone;
  await recordAdminEvent(sql, { kind: 'project.purged', actorId: purgedBy, projectId, subject: name, detail: { name, version, chainSeq, chainHash, keyId, createdAt }, at: purgedAt });
  return { kind: 'done', tombstone };
}

/** Whether a project was purged, and not merely never there. */
export const isPurged = async (sql: Sql, projectId: string): Promise<boolean> => (await sql('select 1 from project_tombstone where project_id = $1', [projectId])).length > 0;

/** Notes that nothing is left of a purged project but its tombstone. */
export async function finishPurge(sql: Sql, projectId: string, at: Date): Promise<void> {
  await sql('update project_tombstone set finished_at = $2 where project_id = $1 and finished_at is null', [projectId, at]);
}
