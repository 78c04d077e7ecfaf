import type { MissedRow } from '../../contract/key-ring.ts';
import type { MediaFiles } from '../../platform/media-files.ts';
import { SealError } from '../../platform/seal.ts';
import type { Sql } from '../database.ts';

/** What a turn at the contents of attachments came to: where it ends, null at the end of all, what it has sealed anew, and what it could not open. */
export type MediaTurn = { after: string[] | null; done: number; missed: MissedRow[] };

const AT_ONCE = 10; // A content may have ten megabytes, and its row is held meanwhile.

/** Notes which key has sealed the files of contents. */
export async function noteMediaKey(sql: Sql, projectId: string, sha256s: readonly string[], keyId: string): Promise<void> {
  await sql('update media set key_id = $3 where project_id = $1 and sha256 = any($2)', [projectId, sha256s, keyId]);
}

const NEXT = `
  select project_id as "projectId", sha256, key_id as "keyId" from media where (project_id, sha256) > ($1, $2) order by project_id, sha256 limit $3 for no key update`;

/** Seals files anew, one after another, while nobody can delete them. A row without a file stays as it is. */
export async function resealMedia(sql: Sql, files: Pick<MediaFiles, 'keyId' | 'reseal'>, [projectAfter = '', sha256After = '']: readonly string[]): Promise<MediaTurn> {
  const rows = await sql<{ projectId: string; sha256: string; keyId: string | null }>(NEXT, [projectAfter, sha256After, AT_ONCE]);
  const missed: MissedRow[] = [];
  let done = 0;
  for (const { projectId, sha256, keyId } of rows) {
    if (keyId === files.keyId) continue;
    try {
      if ((await files.reseal({ projectId, sha256 })) === true) done += 1;
      await noteMediaKey(sql, projectId, [sha256], files.keyId);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      missed.push({ table: 'media', key: [projectId, sha256] });
    }
  }
  const last = rows.at(-1);
  return { after: rows.length === AT_ONCE && last ? [last.projectId, last.sha256] : null, done, missed };
}
