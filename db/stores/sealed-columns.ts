import type { Sql } from '../database.ts';

/** Names one row of a table: the values of its key columns, in their order. */
export type RowKey = readonly string[];

/**
 * A table with columns that master keys have sealed: its key columns, the sealed ones with the purposes that each may be sealed for, how many rows are taken at once, and the statements that read
 * and write them. `read` answers what another key than `$2` has sealed, after the key `$1`; `write` replaces what `$2` was in the row `$1`, by what `$3` is, and a row that
 * somebody has written meanwhile stays as it is.
 */
export type SealedTable = {
  readonly table: string;
  readonly key: RowKey;
  readonly columns: readonly string[];
  readonly purposes: readonly (readonly string[])[];
  readonly batch: number;
  readonly read: string;
  readonly write: string;
};

/** Everything that master keys have sealed in the database, but for the canaries, each of which stays with its key, and the values of secrets, which small keys have sealed. */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    ...{ table: 'attempt', key: ['attempt_id'], columns: ['sealed_intent'], purposes: [['attempt']], batch: 200 },
    read: 'select array[attempt_id] as key, array[sealed_unless(sealed_intent, $2)] as sealed from attempt where attempt_id > ($1::text[])[1] order by attempt_id limit $3',
    write: `update attempt set sealed_intent = ($3::bytea[])[1] where attempt_id = ($1::text[])[1] and sealed_intent = ($2::bytea[])[1] returning 1 as done`,
  },
  {
    ...{ table: 'plan', key: ['plan_id'], columns: ['sealed_steps'], purposes: [['plan-steps']], batch: 100 },
    read: 'select array[plan_id] as key, array[sealed_unless(sealed_steps, $2)] as sealed from plan where plan_id > ($1::text[])[1] order by plan_id limit $3',
    write: `update plan set sealed_steps = ($3::bytea[])[1] where plan_id = ($1::text[])[1] and sealed_steps = ($2::bytea[])[1] returning 1 as done`,
  },
  {
    ...{ table: 'fork', key: ['fork_id'], columns: ['sealed_steps'], purposes: [['plan-steps']], batch: 100 },
    read: 'select array[fork_id] as key, array[sealed_unless(sealed_steps, $2)] as sealed from fork where fork_id > ($1::text[])[1] order by fork_id limit $3',
    write: `update fork set sealed_steps = ($3::bytea[])[1] where fork_id = ($1::text[])[1] and sealed_steps = ($2::bytea[])[1] returning 1 as done`,
  },
  {
    ...{ table: 'approval', key: ['approval_id'], columns: ['sealed_reads'], purposes: [['approval-reads']], batch: 100 },
    read: 'select array[approval_id] as key, array[sealed_unless(sealed_reads, $2)] as sealed from approval where approval_id > ($1::text[])[1] order by approval_id limit $3',
    write: `update approval set sealed_reads = ($3::bytea[])[1] where approval_id = ($1::text[])[1] and sealed_reads = ($2::bytea[])[1] returning 1 as done`,
  },
  {
    ...{ table: 'session_fact', key: ['project_id', 'user_id', 'key'], columns: ['sealed_value'], purposes: [['fact']], batch: 200 },
    read: `select array[project_id, user_id, key] as key, array[sealed_unless(sealed_value, $2)] as sealed from session_fact
      where (project_id, user_id, key) > (($1::text[])[1], ($1::text[])[2], ($1::text[])[3]) order by project_id, user_id, key limit $3`,
    write: `update session_fact set sealed_value = ($3::bytea[])[1]
      where project_id = ($1::text[])[1] and user_id = ($1::text[])[2] and key = ($1::text[])[3] and sealed_value = ($2::bytea[])[1] returning 1 as done`,
  },
  {
    ...{ table: 'model_call', key: ['call_id'], columns: ['sealed_request', 'sealed_response'], purposes: [['model-call'], ['model-call']], batch: 20 },
    read: `select array[call_id] as key, array[sealed_unless(sealed_request, $2), sealed_unless(sealed_response, $2)] as sealed from model_call
      where call_id > ($1::text[])[1] order by call_id limit $3`,
    write: `update model_call set sealed_request = coalesce(($3::bytea[])[1], sealed_request), sealed_response = coalesce(($3::bytea[])[2], sealed_response)
      where call_id = ($1::text[])[1] and sealed_request = coalesce(($2::bytea[])[1], sealed_request) and sealed_response = coalesce(($2::bytea[])[2], sealed_response) returning 1 as done`,
  },
  {
    ...{ table: 'alert_channel', key: ['channel_id'], columns: ['sealed_secret'], purposes: [['alert-channel']], batch: 200 },
    read: 'select array[channel_id] as key, array[sealed_unless(sealed_secret, $2)] as sealed from alert_channel where channel_id > ($1::text[])[1] order by channel_id limit $3',
    write: `update alert_channel set sealed_secret = ($3::bytea[])[1] where channel_id = ($1::text[])[1] and sealed_secret = ($2::bytea[])[1] returning 1 as done`,
  },
  {
    ...{ table: 'idempotency_key', key: ['key_hash'], columns: ['sealed_answer'], purposes: [['idempotency']], batch: 100 },
    read: 'select array[key_hash] as key, array[sealed_unless(sealed_answer, $2)] as sealed from idempotency_key where key_hash > ($1::text[])[1] order by key_hash limit $3',
    write: `update idempotency_key set sealed_answer = ($3::bytea[])[1] where key_hash = ($1::text[])[1] and sealed_answer = ($2::bytea[])[1] returning 1 as done`,
  },
  {
    ...{ table: 'secret', key: ['project_id', 'name'], columns: ['sealed_key', 'previous_sealed_key'], purposes: [['secret-key'], ['secret-key']], batch: 200 },
    read: `select array[project_id, name] as key, array[sealed_unless(sealed_key, $2), sealed_unless(previous_sealed_key, $2)] as sealed from secret
      where (project_id, name) > (($1::text[])[1], ($1::text[])[2]) order by project_id, name limit $3`,
    write: `update secret set sealed_key = coalesce(($3::bytea[])[1], sealed_key), previous_sealed_key = coalesce(($3::bytea[])[2], previous_sealed_key)
      where project_id = ($1::text[])[1] and name = ($1::text[])[2] and sealed_key = coalesce(($2::bytea[])[1], sealed_key)
        and previous_sealed_key is not distinct from coalesce(($2::bytea[])[2], previous_sealed_key) returning 1 as done`,
  },
  {
    ...{ table: 'login_session', key: ['session_hash'], columns: ['sealed_id_token'], purposes: [['id token']], batch: 200 },
    read: 'select array[session_hash] as key, array[sealed_unless(sealed_id_token, $2)] as sealed from login_session where session_hash > ($1::text[])[1] order by session_hash limit $3',
    write: `update login_session set sealed_id_token = ($3::bytea[])[1] where session_hash = ($1::text[])[1] and sealed_id_token = ($2::bytea[])[1] returning 1 as done`,
  },
  {
    ...{ table: 'oidc_sign_in', key: ['state_hash'], columns: ['sealed_checks'], purposes: [['oidc sign-in', 'oidc sign-out']], batch: 200 },
    read: 'select array[state_hash] as key, array[sealed_unless(sealed_checks, $2)] as sealed from oidc_sign_in where state_hash > ($1::text[])[1] order by state_hash limit $3',
    write: `update oidc_sign_in set sealed_checks = ($3::bytea[])[1] where state_hash = ($1::text[])[1] and sealed_checks = ($2::bytea[])[1] returning 1 as done`,
  },
];

const COUNT = `
  select "table", "keyId", sum(held)::float8 as rows from (
    select 'attempt' as "table", sealed_key_id(sealed_intent) as "keyId", count(*) as held from attempt group by 2
    union all select 'plan', sealed_key_id(sealed_steps), count(*) from plan group by 2
    union all select 'fork', sealed_key_id(sealed_steps), count(*) from fork group by 2
    union all select 'approval', sealed_key_id(sealed_reads), count(*) from approval group by 2
    union all select 'session_fact', sealed_key_id(sealed_value), count(*) from session_fact group by 2
    union all select 'model_call', k.id, count(*) from model_call, lateral (select distinct id from (values (sealed_key_id(sealed_request)), (sealed_key_id(sealed_response))) as v(id)) k group by 2
    union all select 'alert_channel', sealed_key_id(sealed_secret), count(*) from alert_channel group by 2
    union all select 'idempotency_key', sealed_key_id(sealed_answer), count(*) from idempotency_key group by 2
    union all select 'secret', k.id, count(*) from secret, lateral (select distinct id from (values (sealed_key_id(sealed_key)), (sealed_key_id(previous_sealed_key))) as v(id)) k group by 2
    union all select 'login_session', sealed_key_id(sealed_id_token), count(*) from login_session group by 2
    union all select 'oidc_sign_in', sealed_key_id(sealed_checks), count(*) from oidc_sign_in group by 2
    union all select 'media', coalesce(key_id, ''), count(*) from media group by 2) as counted
  where "keyId" is not null group by "table", "keyId" order by "table", "keyId"`;

/** How many rows of a table a key has sealed. What no key is known of has the id ''. */
export type SealedCount = { table: string; keyId: string; rows: number };

/** Counts, for each table and key, the rows that the key has sealed; contents of attachments too. */
export const countSealed = (sql: Sql): Promise<SealedCount[]> => sql<SealedCount>(COUNT);

/** How many executions of the audit chains each key has signed. */
export const countSigned = (sql: Sql): Promise<{ keyId: string; rows: number }[]> =>
  sql<{ keyId: string; rows: number }>('select key_id as "keyId", count(*)::float8 as rows from execution group by key_id order by key_id');

/** A row of which something was sealed by another key than the one that seals now; null stands for what needs nothing. */
export type SealedRow = { key: string[]; sealed: (Buffer | null)[] };

/** The next rows of a table, with what another key than `keyId` has sealed in them. */
export const readSealed = (sql: Sql, { read, key, batch }: SealedTable, after: RowKey, keyId: string): Promise<SealedRow[]> =>
  sql<SealedRow>(read, [key.map((_column, index) => after[index] ?? ''), keyId, batch]);

/** Replaces what is sealed in a row; false where somebody has written the row meanwhile, or it is gone. */
export const replaceSealed = async (sql: Sql, { write }: SealedTable, { key, sealed }: SealedRow, fresh: readonly (Buffer | null)[]): Promise<boolean> =>
  (await sql(write, [key, sealed, fresh])).length > 0;
