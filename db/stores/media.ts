import { z } from 'zod';
import { MediaType, type StoredMedia } from '../../contract/media.ts';
import type { MediaFiles, MediaPlace } from '../../platform/media-files.ts';
import type { Database, Sql } from '../database.ts';
import { noteMediaKey, resealMedia, type MediaTurn } from './media-keys.ts';

/** An attachment as it came in: what stands in rows, and its content. */
export type ReceivedMedia = { readonly entry: StoredMedia; readonly content: Uint8Array };

const ShownMedia = z.object({ type: MediaType, mimeType: z.string(), bytes: z.int(), name: z.string() });

/** A content that somebody may read: what it is, and the name under which he, or the execution that he may see, has it. */
export type ShownMedia = z.infer<typeof ShownMedia>;

/** The attachments of all projects: a row and a sealed file for each content of a project. */
export type MediaStore = {
  /** Stores contents. What no row of a turn or an attempt keeps within a day is deleted again. */
  store: (projectId: string, received: readonly ReceivedMedia[]) => Promise<void>;
  /** What a person may read of a project: what he attached to a message, and what an execution has used; undefined otherwise. */
  findFor: (userId: string, place: MediaPlace) => Promise<ShownMedia | undefined>;
  /** The content itself; null where it is gone. */
  read: (projectId: string, sha256: string) => Promise<Buffer | null>;
  /** The same as base64, for a model; throws where it is gone. */
  readBase64: (projectId: string, sha256: string) => Promise<string>;
  /** Seals the next contents anew that another key has sealed, in the transaction of `sql`. */
  reseal: (sql: Sql, after: readonly string[]) => Promise<MediaTurn>;
  /** Deletes contents that nothing has kept within a day, and those that were last used before `before`, at most so many; answers how many. */
  deleteUnused: (now: Date, before: Date | null, atMost: number) => Promise<number>;
  /** Deletes the contents of a project that is no more; their rows went with it. */
  deleteProject: (projectId: string) => Promise<void>;
};

const UNKEPT_MS = 86_400_000;

/** Rows in Postgres, contents in files. A row is there before its file and goes with it, so no file is without one. */
export function createMediaStore(database: Pick<Database, 'read' | 'write'>, files: MediaFiles): MediaStore {
  const read = (projectId: string, sha256: string) => files.read({ projectId, sha256 });
  return {
    store: async (projectId, received) => {
      if (received.length === 0) return;
      await insertMedia(database.read, projectId, received.map(({ entry }) => entry));
      for (const { entry, content } of received) await files.write({ projectId, sha256: entry.sha256 }, content);
      await noteMediaKey(database.read, projectId, received.map(({ entry }) => entry.sha256), files.keyId);
    },
    findFor: (userId, place) => findMediaFor(database.read, userId, place),
    read,
    readBase64: async (projectId, sha256) => {
      const content = await read(projectId, sha256);
      if (content === null) throw new Error(`The content ${sha256} is gone.`);
      return content.toString('base64');
    },
    reseal: (sql, after) => resealMedia(sql, files, after),
    deleteUnused: async (now, before, atMost) => {
      await files.removeOldDrafts(now, atMost);
      const places = await listUnused(database.read, { unkeptBefore: new Date(now.getTime() - UNKEPT_MS), before, atMost });
      let deleted = 0;
      for (const place of places) deleted += await database.write((sql) => deleteOne(sql, files, place));
      return deleted;
    },
    deleteProject: (projectId) => files.removeProject(projectId),
  };
}

const INSERT = `
  insert into media (project_id, sha256, type, mime_type, bytes, created_at, last_used_at)
  select distinct on (m.sha256) $1, m.sha256, m.type, m."mimeType", m.bytes, clock_timestamp(), clock_timestamp()
  from jsonb_to_recordset($2::jsonb) as m(sha256 text, type text, "mimeType" text, bytes integer)
  order by m.sha256
  on conflict (project_id, sha256) do update set last_used_at = excluded.last_used_at`;

async function insertMedia(sql: Sql, projectId: string, media: readonly StoredMedia[]): Promise<void> {
  await sql(INSERT, [projectId, JSON.stringify(media)]);
}

const KEEP = 'update media set is_kept = true where project_id = $1 and sha256 = any($2) and not is_kept';

/** Says that a turn or an attempt uses these attachments, so that they stay; belongs into the transaction that stores it. */
export async function keepMedia(sql: Sql, projectId: string, media: readonly StoredMedia[]): Promise<void> {
  if (media.length > 0) await sql(KEEP, [projectId, media.map(({ sha256 }) => sha256)]);
}

const FIND_FOR = `
  select m.type, m.mime_type as "mimeType", m.bytes, used.name
  from media m, lateral (
    select e->>'name' as name from turn t, jsonb_array_elements(t.media) e
     where t.project_id = $1 and t.user_id = $3 and t.media <> '[]' and t.media @> $4::jsonb and e->>'sha256' = $2
    union all
    select e->>'name' from execution x, jsonb_array_elements(x.intent->'media') e
     where x.project_id = $1 and (x.intent->'media') is not null and (x.intent->'media') @> $4::jsonb and e->>'sha256' = $2
    limit 1) used
  where m.project_id = $1 and m.sha256 = $2`;

async function findMediaFor(sql: Sql, userId: string, { projectId, sha256 }: MediaPlace): Promise<ShownMedia | undefined> {
  const [row] = await sql(FIND_FOR, [projectId, sha256, userId, JSON.stringify([{ sha256 }])]);
  return row === undefined ? undefined : ShownMedia.parse(row);
}

const UNUSED = `
  (select project_id as "projectId", sha256, last_used_at::text as "lastUsedAt" from media where not is_kept and last_used_at < $1::timestamptz order by last_used_at limit $3)
  union
  (select project_id, sha256, last_used_at::text from media where last_used_at < $2::timestamptz order by last_used_at limit $3)
  limit $3`;

type Unused = MediaPlace & { readonly lastUsedAt: string };

const listUnused = (sql: Sql, { unkeptBefore, before, atMost }: { unkeptBefore: Date; before: Date | null; atMost: number }): Promise<Unused[]> =>
  sql<Unused>(UNUSED, [unkeptBefore, before, atMost]);

/** Whoever stores the same content again meanwhile waits for the row, and then finds neither row nor file. */
async function deleteOne(sql: Sql, files: MediaFiles, { projectId, sha256, lastUsedAt }: Unused): Promise<number> {
  const gone = await sql<{ sha256: string }>('delete from media where project_id = $1 and sha256 = $2 and last_used_at = $3::timestamptz returning sha256', [projectId, sha256, lastUsedAt]);
  if (gone.length > 0) await files.remove({ projectId, sha256 });
  return gone.length;
}
