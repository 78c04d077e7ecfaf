import { Migration } from '@mikro-orm/migrations';

/**
 * Every table of the first release. Times are `timestamptz(3)`; `seq` columns count per project under its head lock.
 * The tables that every commit writes have no foreign key: they are written by one transaction that holds the head's lock.
 */
export class InitialMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table app_user (
        user_id text primary key,
        username text not null unique,
        email text unique,
        name text,
        organization text,
        password_hash text,
        is_system_admin boolean not null,
        password_change_required boolean not null,
        disabled_at timestamptz(3),
        created_at timestamptz(3) not null
      );

      create table login_session (
        session_hash text primary key,
        user_id text not null references app_user (user_id) on delete cascade,
        csrf_token text not null,
        created_at timestamptz(3) not null,
        last_seen_at timestamptz(3) not null,
        expires_at timestamptz(3) not null
      );
      create index login_session_user on login_session (user_id);

      create table sign_in_link (
        token_hash text primary key,
        user_id text not null references app_user (user_id) on delete cascade,
        expires_at timestamptz(3) not null,
        used_at timestamptz(3)
      );

      create table key_canary (
        key_id text primary key,
        sealed bytea not null,
        created_at timestamptz(3) not null
      );

      create table worker_presence (
        worker_id text primary key,
        place text not null,
        catalog_digest text not null,
        seen_at timestamptz(3) not null
      );

      create table project (
        project_id text primary key,
        name text not null,
        created_by text not null,
        created_at timestamptz(3) not null
      );

      create table project_head (
        project_id text primary key references project (project_id) on delete cascade,
        status text not null check (status in ('active', 'locked', 'archived')),
        policy_version integer not null,
        version bigint not null default 0,
        at timestamptz(3) not null,
        chain_seq bigint not null default 0,
        chain_hash text not null default '',
        event_seq bigint not null default 0,
        rate_seq bigint not null default 0,
        ledger_seq bigint not null default 0,
        spent_total double precision not null default 0,
        success_total bigint not null default 0
      ) with (fillfactor = 50);

      create table membership (
        project_id text not null references project (project_id) on delete cascade,
        user_id text not null references app_user (user_id) on delete cascade,
        role text not null check (role in ('viewer', 'operator', 'admin')),
        created_at timestamptz(3) not null,
        primary key (project_id, user_id)
      );
      create index membership_user on membership (user_id);

      create table policy_version (
        project_id text not null references project (project_id) on delete cascade,
        version integer not null,
        policy jsonb not null,
        created_by text not null,
        created_at timestamptz(3) not null,
        primary key (project_id, version)
      );

      create table attempt (
        attempt_id text primary key,
        project_id text not null,
        user_id text not null,
        request_id text not null,
        action_id text not null,
        sealed_intent bytea not null,
        mode text not null,
        confirmed boolean not null,
        trigger text not null,
        plan_id text,
        turn_id text,
        workflow_id text,
        created_at timestamptz(3) not null
      );

      create table component_state (
        project_id text not null,
        component_id text not null,
        version bigint not null,
        state jsonb not null,
        primary key (project_id, component_id)
      );

      create table state_delta (
        project_id text not null,
        version bigint not null,
        execution_id text not null,
        diff jsonb not null,
        at timestamptz(3) not null,
        primary key (project_id, version)
      );

      create table state_checkpoint (
        project_id text not null,
        version bigint not null,
        components jsonb not null,
        checksum text not null,
        at timestamptz(3) not null,
        primary key (project_id, version)
      );

      create table execution (
        project_id text not null,
        seq bigint not null,
        execution_id text not null unique,
        attempt_id text not null,
        request_id text not null,
        user_id text not null,
        trigger text not null,
        mode text not null,
        action_id text not null,
        intent jsonb not null,
        status text not null check (status in ('success', 'rejected', 'failed', 'pending_approval')),
        message text not null,
        error jsonb,
        error_code text,
        diff jsonb not null,
        state_version bigint not null,
        state_hashes jsonb not null,
        policy_version integer not null,
        cost double precision not null,
        duration_ms double precision not null,
        trace jsonb not null,
        approval_id text,
        plan_id text,
        turn_id text,
        workflow_id text,
        rate_seq bigint,
        created_at timestamptz(3) not null,
        key_id text not null,
        previous_hash text not null,
        hash text not null,
        primary key (project_id, seq)
      );
      create index execution_request on execution (project_id, request_id, seq desc);
      create index execution_attempt on execution (attempt_id, seq desc);
      create index execution_plan on execution (project_id, plan_id, seq) where plan_id is not null;
      create unique index execution_rate on execution (project_id, rate_seq) where rate_seq is not null;

      create table budget_entry (
        project_id text not null,
        seq bigint not null,
        execution_id text not null,
        action_id text not null,
        cost double precision not null,
        project_total double precision not null,
        action_total double precision not null,
        success_total bigint not null,
        at timestamptz(3) not null,
        primary key (project_id, seq)
      );
      create index budget_entry_time on budget_entry (project_id, at, seq);
      create index budget_entry_action on budget_entry (project_id, action_id, at, seq);

      create table outbox (
        effect_id text primary key,
        project_id text not null,
        execution_id text not null,
        ordinal integer not null,
        kind text not null,
        request jsonb not null,
        status text not null,
        created_at timestamptz(3) not null
      );
      create index outbox_open on outbox (project_id, created_at) where status = 'pending';

      create table event (
        project_id text not null,
        seq bigint not null,
        type text not null,
        user_id text,
        data jsonb not null,
        at timestamptz(3) not null,
        primary key (project_id, seq)
      );

      create table chat_session (
        session_id text primary key,
        project_id text not null references project (project_id) on delete cascade,
        user_id text not null,
        title text not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null
      );
      create index chat_session_user on chat_session (project_id, user_id, updated_at desc);

      create table turn (
        turn_id text primary key,
        session_id text not null references chat_session (session_id) on delete cascade,
        project_id text not null references project (project_id) on delete cascade,
        user_id text not null,
        request_id text not null,
        message text not null,
        mode text not null,
        status text not null,
        proposal jsonb,
        reply jsonb,
        step integer not null default 0,
        attempt_id text,
        plan_id text,
        answer jsonb,
        asked_at timestamptz(3),
        prompt_tokens integer not null default 0,
        completion_tokens integer not null default 0,
        model text not null default '',
        workflow_id text not null,
        created_at timestamptz(3) not null,
        unique (project_id, user_id, request_id)
      );
      create index turn_session on turn (session_id, created_at desc);
      create index turn_open on turn (status) where status in ('interpreting', 'running');

      create table plan (
        plan_id text primary key,
        project_id text not null references project (project_id) on delete cascade,
        user_id text not null,
        request_id text not null,
        steps jsonb not null,
        sealed_steps bytea not null,
        mode text not null,
        trigger text not null,
        status text not null,
        current_step integer not null,
        digest text not null,
        preview jsonb,
        error jsonb,
        turn_id text,
        workflow_id text,
        created_at timestamptz(3) not null,
        unique (project_id, user_id, request_id)
      );
      create index plan_project on plan (project_id, created_at desc);
      create index plan_open on plan (status) where status = 'running';
    `);
  }
}
