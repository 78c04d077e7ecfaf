import { Migration } from '@mikro-orm/migrations';

/** Sessions that can be told apart, other ways to sign in, secrets of projects, changes of master keys, alerts, and what a purged project leaves. */
export class IdentityMigration extends Migration {
  override up(): void {
    this.addSql(`
      -- The hash of a session finds it; its id is what people see and end it by.
      alter table login_session add column session_id text not null default gen_random_uuid()::text;
      alter table login_session add column method text not null default 'password' check (method in ('password', 'link', 'oidc'));
      alter table login_session add column user_agent text;
      alter table login_session add column address text;
      alter table login_session add column sealed_id_token bytea;
      create unique index login_session_id on login_session (session_id);

      -- What an identity provider last said of a person, kept to the claims that policies may read.
      alter table app_user add column claims jsonb;
      create table user_identity (
        issuer text not null,
        subject text not null,
        user_id text not null references app_user (user_id) on delete cascade,
        created_at timestamptz(3) not null,
        last_sign_in_at timestamptz(3) not null,
        primary key (issuer, subject)
      );
      create index user_identity_user on user_identity (user_id);
      create table oidc_sign_in (
        state_hash text primary key,
        sealed_checks bytea not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null
      );
      create index oidc_sign_in_expiry on oidc_sign_in (expires_at);

      create table device_grant (
        device_hash text primary key,
        user_code_hash text not null unique,
        client_name text not null,
        address text,
        scopes jsonb,
        expires_in_days integer not null,
        status text not null check (status in ('pending', 'approved', 'denied')),
        user_id text references app_user (user_id) on delete cascade,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        asked_at timestamptz(3)
      );
      create index device_grant_expiry on device_grant (expires_at);
      create index device_grant_user on device_grant (user_id);

      -- A secret is sealed with a key of its own, and that key with a master key: a change of master keys seals the small keys anew.
      create table secret (
        project_id text not null references project (project_id) on delete cascade,
        secret_id text not null unique,
        name text not null,
        version integer not null,
        sealed_key bytea not null,
        sealed_value bytea not null,
        previous_sealed_key bytea,
        previous_sealed_value bytea,
        previous_until timestamptz(3),
        created_by text not null,
        created_at timestamptz(3) not null,
        rotated_by text,
        rotated_at timestamptz(3),
        last_used_at timestamptz(3),
        primary key (project_id, name)
      );
      create index secret_previous on secret (previous_until) where previous_until is not null;

      create table re_encryption (
        run_id text primary key,
        key_id text not null,
        status text not null check (status in ('running', 'done', 'failed', 'cancelled')),
        place jsonb not null default '{}',
        missed jsonb not null default '[]',
        done bigint not null default 0,
        failed bigint not null default 0,
        error text,
        started_by text not null,
        workflow_id text not null,
        created_at timestamptz(3) not null,
        closed_at timestamptz(3)
      );
      create unique index re_encryption_open on re_encryption ((true)) where status = 'running';
      create index re_encryption_time on re_encryption (run_id desc);

      -- The id of the master key stands in front of what it has sealed; what is no such thing has the id ''.
      create function sealed_key_id(sealed bytea) returns text language sql immutable parallel safe return case
        when sealed is null then null
        when length(sealed) < 3 or get_byte(substring(sealed from 1 for 2), 0) <> 1 then ''
        else encode(substring(sealed from 3 for get_byte(substring(sealed from 1 for 2), 1)), 'escape') end;
      create function sealed_unless(sealed bytea, key_id text) returns bytea language sql immutable parallel safe return case when sealed_key_id(sealed) <> key_id then sealed end;

      -- Which key has sealed the file of a content; null where that has not been looked at.
      alter table media add column key_id text;

      create table alert (
        alert_id text primary key,
        project_id text references project (project_id) on delete cascade,
        kind text not null,
        subject text not null,
        title text not null,
        detail text not null,
        raised_at timestamptz(3) not null,
        resolved_at timestamptz(3),
        raised_told_at timestamptz(3),
        resolved_told_at timestamptz(3)
      );
      create unique index alert_open on alert (kind, subject) where resolved_at is null;
      create index alert_time on alert (alert_id desc);
      create index alert_untold on alert (alert_id) where raised_told_at is null or (resolved_at is not null and resolved_told_at is null);

      create table alert_delivery (
        channel_id text not null references alert_channel (channel_id) on delete cascade,
        delivery_id text not null,
        kind text not null,
        status text not null check (status in ('sent', 'failed')),
        http_status integer,
        attempts integer not null,
        error text,
        at timestamptz(3) not null,
        primary key (channel_id, delivery_id)
      );
      create index alert_delivery_time on alert_delivery (channel_id, at desc, delivery_id desc);

      -- Up to where retention has deleted events: what is missing after it was taken by somebody else.
      alter table project_head add column pruned_event_seq bigint not null default 0;
      update project_head h set pruned_event_seq = coalesce((select min(e.seq) - 1 from event e where e.project_id = h.project_id), h.event_seq);

      -- A message that is only tried.
      alter table turn add column simulate boolean not null default false;

      create table policy_template_version (
        name text not null,
        version integer not null,
        policy jsonb not null,
        created_by text not null,
        created_at timestamptz(3) not null,
        primary key (name, version)
      );
      insert into policy_template_version (name, version, policy, created_by, created_at) select name, 1, policy, updated_by, updated_at from policy_template;
      drop table policy_template;

      -- Which version of which template a project began with.
      alter table project add column template_name text;
      alter table project add column template_version integer;

      create table project_tombstone (
        project_id text primary key,
        name text not null,
        chain_seq bigint not null,
        chain_hash text not null,
        key_id text,
        version bigint not null,
        created_at timestamptz(3) not null,
        purged_by text not null,
        purged_at timestamptz(3) not null,
        finished_at timestamptz(3)
      );
      create index project_tombstone_open on project_tombstone (project_id) where finished_at is null;

      -- Acts of administration, of which no execution tells.
      create table admin_event (
        event_id text primary key,
        at timestamptz(3) not null,
        kind text not null,
        actor_id text not null,
        project_id text,
        subject text not null,
        detail jsonb not null default '{}'
      );
      create index admin_event_time on admin_event (at desc, event_id desc);
      create index admin_event_project on admin_event (project_id) where project_id is not null;

      -- What was done in all projects, by time.
      create index execution_time on execution (created_at desc, execution_id desc);
      create index turn_time on turn (created_at);
      create view audit_entry as
        select execution_id as entry_id, created_at as at, 'execution.recorded'::text as type, action_id as action, project_id, user_id, status, trigger, null::text as subject, null::jsonb as detail
        from execution
        union all
        select event_id, at, kind, kind, project_id, actor_id, null, null, subject, detail from admin_event;
    `);
  }
}
