import type { Database } from '../database.ts';

/** A known text, sealed with one of the keys: it opens as long as the key is the one that sealed it. */
export type KeyCanary = { keyId: string; sealed: Buffer };

export type KeyCanaries = {
  list(): Promise<KeyCanary[]>;
  /** Adds the canary of a key that has none yet. */
  insert(canary: KeyCanary & { createdAt: Date }): Promise<void>;
  /** Removes the canaries of keys that nothing needs any more, so that a start without them is right. */
  remove(keyIds: readonly string[]): Promise<void>;
};

export function createKeyCanaries(database: Database): KeyCanaries {
  return {
    list: async () => {
      const rows = await database.read<{ key_id: string; sealed: Buffer }>('select key_id, sealed from key_canary order by key_id limit 100');
      return rows.map(({ key_id, sealed }) => ({ keyId: key_id, sealed }));
    },
    insert: async ({ keyId, sealed, createdAt }) => {
      await database.read('insert into key_canary (key_id, sealed, created_at) values ($1, $2, $3) on conflict (key_id) do nothing', [keyId, sealed, createdAt]);
    },
    remove: async (keyIds) => {
      await database.read('delete from key_canary where key_id = any($1)', [keyIds]);
    },
  };
}
