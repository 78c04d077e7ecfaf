import { Migration } from '@mikro-orm/migrations';

/** Access tokens, stored answers of Idempotency-Key, and what the verification of a project's records last saw. */
export class SolidGroundMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table access_token (
        token_id text primary key,
        token_hash text not null unique,
        prefix text not null,
        user_id text not null references app_user (user_id) on delete cascade,
        name text not null,
        scopes jsonb,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3),
        last_used_at timestamptz(3),
        revoked_at timestamptz(3)
      );
      create index access_token_user on access_token (user_id, created_at desc);

      create table idempotency_key (
        key_hash text primary key,
        body_hash text not null,
        request_id text not null,
        status integer,
        sealed_answer bytea,
        created_at timestamptz(3) not null,
        held_until timestamptz(3) not null,
        expires_at timestamptz(3) not null
      );
      create index idempotency_key_expiry on idempotency_key (expires_at);

      create table integrity_check (
        project_id text primary key references project (project_id) on delete cascade,
        checked_seq bigint not null,
        checked_hash text not null,
        seal text not null,
        problems jsonb not null,
        checked_at timestamptz(3) not null
      );

      alter table project_head add column is_broken boolean not null default false;

      -- A project that has run one action alone must not make the planner look for another one's entries in the whole ledger.
      alter table budget_entry alter column action_id set (n_distinct = 100);

      alter table attempt add column closed_at timestamptz(3);
      create index attempt_time on attempt using brin (created_at) with (autosummarize = on);
    `);
  }
}
