import type { Sql } from '../database.ts';

/** Each deletes at most $1 rows, and tells how many. */
const STATEMENTS = [
  `with gone as (delete from idempotency_key where key_hash in (select key_hash from idempotency_key where expires_at <= clock_timestamp() limit $1) returning 1)
   select count(*)::int as deleted from gone`,
  `with gone as (delete from login_session where session_hash in (select session_hash from login_session where expires_at <= clock_timestamp() limit $1) returning 1)
   select count(*)::int as deleted from gone`,
  `with gone as (delete from sign_in_link where token_hash in (select token_hash from sign_in_link where expires_at <= clock_timestamp() limit $1) returning 1)
   select count(*)::int as deleted from gone`,
  `with gone as (delete from device_grant where device_hash in (select device_hash from device_grant where expires_at <= clock_timestamp() limit $1) returning 1)
   select count(*)::int as deleted from gone`,
  `with gone as (delete from oidc_sign_in where state_hash in (select state_hash from oidc_sign_in where expires_at <= clock_timestamp() limit $1) returning 1)
   select count(*)::int as deleted from gone`,
  `with gone as (delete from fork where fork_id in (select fork_id from fork where expires_at <= clock_timestamp() limit $1) returning 1)
   select count(*)::int as deleted from gone`,
  `with gone as (update secret set previous_sealed_key = null, previous_sealed_value = null, previous_until = null
     where secret_id in (select secret_id from secret where previous_until <= clock_timestamp() limit $1) returning 1)
   select count(*)::int as deleted from gone`,
];

/** Deletes stored answers, sessions, sign-in links, device grants, ways to the identity provider, forks and replaced secrets whose time is over, at most so many of each; answers how many. */
export async function deleteExpiredRows(sql: Sql, atMost: number): Promise<number> {
  let deleted = 0;
  for (const statement of STATEMENTS) deleted += (await sql<{ deleted: number }>(statement, [atMost]))[0]?.deleted ?? 0;
  return deleted;
}
