import { PolicyVersion, type Policy } from '../../contract/policy.ts';
import type { Database } from '../database.ts';
import { instant } from '../instant.ts';

/** A policy to be put in force; `ifVersion` is the version that the author has seen, where he says so. */
export type NewPolicyVersion = { projectId: string; policy: Policy; ifVersion: number | null; createdBy: string; createdAt: Date };

/** What became of it; nothing has changed unless it says `done`. */
export type PolicyOutcome = { kind: 'done'; version: number } | { kind: 'stale' } | { kind: 'archived' };

export type Policies = {
  /** The policy in force. */
  current(projectId: string): Promise<PolicyVersion | null>;
  /** Puts a new version in force, in one transaction under the lock of the project's head. */
  put(version: NewPolicyVersion): Promise<PolicyOutcome>;
};

type Row = { version: number; policy: unknown; created_by: string; created_at: string };
type Head = { status: string; policy_version: number };

export function createPolicies(database: Database): Policies {
  return {
    current: async (projectId) => {
      const [row] = await database.read<Row>(
        `select v.version, v.policy, v.created_by, ${instant('v.created_at')} as created_at
         from project_head h join policy_version v on v.project_id = h.project_id and v.version = h.policy_version where h.project_id = $1`,
        [projectId],
      );
      return row ? PolicyVersion.parse({ version: row.version, policy: row.policy, createdBy: row.created_by, createdAt: row.created_at }) : null;
    },
    put: (version) => put(database, version),
  };
}

const put = (database: Database, { projectId, policy, ifVersion, createdBy, createdAt }: NewPolicyVersion): Promise<PolicyOutcome> =>
  database.write(async (sql) => {
    const [head] = await sql<Head>('select status, policy_version from project_head where project_id = $1 for update', [projectId]);
    if (!head || head.status === 'archived') return { kind: 'archived' };
    if (ifVersion !== null && ifVersion !== head.policy_version) return { kind: 'stale' };
    const version = head.policy_version + 1;
    await sql('insert into policy_version (project_id, version, policy, created_by, created_at) values ($1, $2, $3, $4, $5)', [
      projectId,
      version,
      JSON.stringify(policy),
      createdBy,
      createdAt,
    ]);
    await sql('update project_head set policy_version = $2 where project_id = $1', [projectId, version]);
    return { kind: 'done', version };
  });
