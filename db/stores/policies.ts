import { PolicyVersion, PolicyVersionSummary, type Policy } from '../../contract/policy.ts';
import type { Database } from '../database.ts';
import { instant } from '../instant.ts';
import { readCursor, toPage, type Page, type PageRequest } from '../page.ts';
import { recordAdminEvent } from './admin-events.ts';

/** A policy to be put in force; `ifVersion` is the version that the author has seen, where he says so. */
export type NewPolicyVersion = { projectId: string; policy: Policy; ifVersion: number | null; createdBy: string; createdAt: Date };

/** What became of it; nothing has changed unless it says `done`. */
export type PolicyOutcome = { kind: 'done'; version: number } | { kind: 'stale' } | { kind: 'archived' };

export type Policies = {
  /** The policy in force. */
  current(projectId: string): Promise<PolicyVersion | null>;
  /** One version, be it in force or not. */
  find(projectId: string, version: number): Promise<PolicyVersion | null>;
  /** Every version, newest first. */
  list(projectId: string, page: PageRequest): Promise<Page<PolicyVersionSummary>>;
  /** Puts a new version in force, in one transaction under the lock of the project's head. */
  put(version: NewPolicyVersion): Promise<PolicyOutcome>;
};

type SummaryRow = { version: number; created_by: string; created_at: string };
type Row = SummaryRow & { policy: unknown };
type Head = { status: string; policy_version: number };

const SUMMARY = `v.version, v.created_by, ${instant('v.created_at')} as created_at`;
const VERSION_KEY = /^\d{1,9}$/;

export function createPolicies(database: Database): Policies {
  return {
    current: async (projectId) => {
      const [row] = await database.read<Row>(
        `select v.policy, ${SUMMARY} from project_head h join policy_version v on v.project_id = h.project_id and v.version = h.policy_version where h.project_id = $1`,
        [projectId],
      );
      return row ? toVersion(row) : null;
    },
    find: async (projectId, version) => {
      const [row] = await database.read<Row>(`select v.policy, ${SUMMARY} from policy_version v where v.project_id = $1 and v.version = $2`, [projectId, version]);
      return row ? toVersion(row) : null;
    },
    list: async (projectId, { limit, cursor }) => {
      const rows = await database.read<SummaryRow>(
        `select ${SUMMARY} from policy_version v where v.project_id = $1 and ($2::integer is null or v.version < $2) order by v.version desc limit $3`,
        [projectId, readCursor(cursor, VERSION_KEY), limit + 1],
      );
      return toPage(rows, limit, ({ version }) => String(version), (row) => PolicyVersionSummary.parse(summaryOf(row)));
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
    await recordAdminEvent(sql, { kind: 'policy.put', actorId: createdBy, projectId, subject: String(version), detail: { version }, at: createdAt });
    return { kind: 'done', version };
  });

const summaryOf = ({ version, created_by: createdBy, created_at: createdAt }: SummaryRow) => ({ version, createdAt, createdBy });

const toVersion = ({ policy, ...row }: Row): PolicyVersion => PolicyVersion.parse({ ...summaryOf(row), policy });
