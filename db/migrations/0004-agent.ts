import { Migration } from '@mikro-orm/migrations';

/** Facts that people have the agent remember, attachments, what models were asked, and who is told of what needs attention. */
export class AgentMigration extends Migration {
  override up(): void {
    this.addSql(`
      create table session_fact (
        project_id text not null references project (project_id) on delete cascade,
        user_id text not null references app_user (user_id) on delete cascade,
        key text not null,
        sealed_value bytea not null,
        updated_at timestamptz(3) not null,
        primary key (project_id, user_id, key)
      );

      create table media (
        project_id text not null references project (project_id) on delete cascade,
        sha256 text not null,
        type text not null check (type in ('image', 'document')),
        mime_type text not null,
        bytes integer not null,
        created_at timestamptz(3) not null,
        last_used_at timestamptz(3) not null,
        is_kept boolean not null default false,
        primary key (project_id, sha256)
      );
      create index media_last_used on media (last_used_at);
      create index media_unkept on media (last_used_at) where not is_kept;
      create index execution_media on execution using gin ((intent->'media') jsonb_path_ops) where (intent->'media') is not null;

      alter table turn add column media jsonb not null default '[]';
      alter table turn add column facts jsonb not null default '[]';
      create index turn_media on turn using gin (media jsonb_path_ops) where media <> '[]';

      create table model_call (
        call_id text primary key,
        project_id text not null references project (project_id) on delete cascade,
        turn_id text not null references turn (turn_id) on delete cascade,
        user_id text not null,
        step integer not null,
        round integer not null,
        model text not null,
        outcome text not null,
        sealed_request bytea not null,
        sealed_response bytea not null,
        prompt_tokens integer not null,
        completion_tokens integer not null,
        duration_ms double precision not null,
        created_at timestamptz(3) not null
      );
      create index model_call_turn on model_call (turn_id, call_id);

      create table model_meter (
        project_id text not null references project (project_id) on delete cascade,
        model text not null,
        up_to_seconds double precision not null,
        calls bigint not null,
        seconds double precision not null,
        prompt_tokens bigint not null,
        completion_tokens bigint not null,
        primary key (project_id, model, up_to_seconds)
      );

      alter table turn add column is_stopped boolean not null default false;
      create index execution_turn on execution (turn_id, seq) where turn_id is not null;

      create table alert_channel (
        channel_id text primary key,
        name text not null,
        url text not null,
        kinds jsonb not null,
        sealed_secret bytea not null,
        disabled_at timestamptz(3),
        created_by text not null,
        created_at timestamptz(3) not null
      );
    `);
  }
}
