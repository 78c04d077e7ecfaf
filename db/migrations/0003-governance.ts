import { Migration } from '@mikro-orm/migrations';

/** Approvals with their votes, atomic plans, policy templates, backtests, forks, and what retention has pruned. */
export class GovernanceMigration extends Migration {
  override up(): void {
    this.addSql(`
      alter table execution add column retry_of text;

      create table approval (
        approval_id text primary key,
        project_id text not null references project (project_id) on delete cascade,
        execution_id text not null,
        attempt_id text not null,
        plan_id text,
        turn_id text,
        requested_by text not null,
        intent jsonb,
        steps jsonb,
        reason jsonb not null,
        diff jsonb not null,
        effects jsonb not null,
        cost double precision not null,
        digest text not null,
        sealed_reads bytea not null,
        required_role text not null,
        quorum integer not null,
        status text not null check (status in ('pending', 'approved', 'denied', 'expired', 'stale', 'cancelled')),
        moved jsonb not null default '[]',
        outcome_execution_id text,
        retry_of text,
        workflow_id text not null,
        refresh_asked_at timestamptz(3),
        refreshed_execution_id text,
        expires_at timestamptz(3) not null,
        created_at timestamptz(3) not null,
        closed_at timestamptz(3)
      );
      create index approval_project on approval (project_id, approval_id desc);
      create index approval_open on approval (approval_id) where outcome_execution_id is null or (refresh_asked_at is not null and refreshed_execution_id is null);
      create index approval_execution on approval (execution_id);

      create table approval_vote (
        approval_id text not null references approval (approval_id) on delete cascade,
        user_id text not null,
        vote text not null check (vote in ('approve', 'deny')),
        comment text,
        at timestamptz(3) not null,
        primary key (approval_id, user_id)
      );

      alter table plan add column atomicity text not null default 'step';
      alter table plan add column approval_id text;

      alter table policy_version add column note text;
      create index policy_version_mappings on policy_version (project_id, version) where policy ? 'roleMappings';

      create table policy_template (
        name text primary key,
        policy jsonb not null,
        updated_by text not null,
        updated_at timestamptz(3) not null
      );

      create table backtest (
        backtest_id text primary key,
        project_id text not null references project (project_id) on delete cascade,
        user_id text not null,
        policy jsonb not null,
        from_at timestamptz(3),
        to_at timestamptz(3),
        status text not null check (status in ('running', 'done', 'failed')),
        progress double precision not null default 0,
        result jsonb,
        error text,
        workflow_id text not null,
        created_at timestamptz(3) not null
      );
      create index backtest_project on backtest (project_id, created_at);
      create index backtest_open on backtest (backtest_id) where status = 'running';

      create table fork (
        fork_id text primary key,
        project_id text not null references project (project_id) on delete cascade,
        user_id text not null,
        base_version bigint not null,
        sealed_steps bytea not null,
        state jsonb not null,
        executions jsonb not null,
        expires_at timestamptz(3) not null,
        created_at timestamptz(3) not null
      );
      create index fork_project on fork (project_id, fork_id desc);
      create index fork_expiry on fork (expires_at);

      alter table project_head add column pruned_version bigint not null default 0;
      alter table state_delta alter column diff drop not null; -- Retention empties a delta and keeps its row, which says when and by what.
    `);
  }
}
