import type { Database } from '../database.ts';
import type { UserRow } from './users.ts';

// Any number that nothing else locks; every process that starts takes the same one.
const BOOTSTRAP_LOCK = 4_711_001;

/** Adds the first system admin unless somebody of that username is there, who is never changed; answers whether it did. Several processes may try at once. */
export const insertFirstAdmin = (database: Database, row: UserRow): Promise<boolean> =>
  database.write(async (sql) => {
    await sql('select pg_advisory_xact_lock($1)', [BOOTSTRAP_LOCK]);
    const inserted = await sql(
      `insert into app_user (user_id, username, email, name, organization, password_hash, is_system_admin, password_change_required, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (username) do nothing returning user_id`,
      [row.userId, row.username, row.email, row.name, row.organization, row.passwordHash, row.isSystemAdmin, row.passwordChangeRequired, row.createdAt],
    );
    return inserted.length > 0;
  });
