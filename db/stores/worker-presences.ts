import type { Database } from '../database.ts';

/** Which workers live, and the registry that each runs. Times are the database's own, so that no two clocks are compared. */
export type WorkerPresences = {
  /** Notes that a worker lives now. Drops what workers left that have been silent for an hour. */
  note(presence: { workerId: string; catalogDigest: string }): Promise<void>;
  /** Drops what is noted of a worker. */
  remove(workerId: string): Promise<void>;
  /** The registries of the workers that were noted within that time, each once. */
  listCatalogDigests(withinMs: number): Promise<string[]>;
};

const NOTE = `
  with silent as (delete from worker_presence where worker_id <> $1 and seen_at < clock_timestamp() - interval '1 hour')
  insert into worker_presence (worker_id, place, catalog_digest, seen_at) values ($1, $3, $2, clock_timestamp())
  on conflict (worker_id) do update set catalog_digest = excluded.catalog_digest, seen_at = excluded.seen_at`;

const LIST = `
  select distinct catalog_digest from worker_presence
  where place = $2 and seen_at > clock_timestamp() - $1 * interval '1 millisecond' order by catalog_digest limit 100`;

/** The workers of one place: a task queue in a namespace of Temporal, where all must run the same registry. */
export function createWorkerPresences({ read }: Pick<Database, 'read'>, place: string): WorkerPresences {
  return {
    note: async ({ workerId, catalogDigest }) => {
      await read(NOTE, [workerId, catalogDigest, place]);
    },
    remove: async (workerId) => {
      await read('delete from worker_presence where worker_id = $1', [workerId]);
    },
    listCatalogDigests: async (withinMs) => {
      const rows = await read<{ catalog_digest: string }>(LIST, [withinMs, place]);
      return rows.map(({ catalog_digest }) => catalog_digest);
    },
  };
}
