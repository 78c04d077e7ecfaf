import { type NewPolicyTemplate, type Policy, PolicyTemplate } from '../../contract/policy.ts';
import type { Database } from '../database.ts';
import { instant } from '../instant.ts';
import { CursorProblem, type Page, type PageRequest, readCursor, toPage } from '../page.ts';

/** How many templates an installation stores. */
const MAX_TEMPLATES = 200;

/** The policies that new projects can begin with: those of the release, and the stored ones, which go before them. */
export type PolicyTemplates = {
  /** The stored ones, the latest first, then those of the release. */
  list(page: PageRequest): Promise<Page<PolicyTemplate>>;
  find(name: string): Promise<Policy | null>;
  /** Stores a template in place of another one of its name; null when there are too many. */
  put(template: NewPolicyTemplate & { updatedBy: string; updatedAt: Date }): Promise<PolicyTemplate | null>;
};

type Row = { name: string; policy: unknown; updated_by: string; updated_at: string };

const COLUMNS = `t.name, t.policy, t.updated_by, ${instant('t.updated_at')} as updated_at`;
const NAME_KEY = /^[a-z0-9-]{1,64}$/;

export function createPolicyTemplates(database: Database, ofRelease: readonly NewPolicyTemplate[]): PolicyTemplates {
  const all = async (): Promise<PolicyTemplate[]> => {
    const rows = await database.read<Row>(`select ${COLUMNS} from policy_template t order by t.updated_at desc, t.name limit $1`, [MAX_TEMPLATES]);
    const stored = rows.map(toTemplate);
    const others = ofRelease.filter(({ name }) => !stored.some((template) => template.name === name));
    return [...stored, ...others.map((template) => ({ ...template, updatedAt: null, updatedBy: null }))];
  };
  return {
    list: async ({ limit, cursor }) => pageOf(await all(), limit, readCursor(cursor, NAME_KEY)),
    find: async (name) => (await all()).find((template) => template.name === name)?.policy ?? null,
    put: (template) => put(database, template),
  };
}

/** One by one, so that their number holds. */
const put = (database: Database, { name, policy, updatedBy, updatedAt }: Parameters<PolicyTemplates['put']>[0]): Promise<PolicyTemplate | null> =>
  database.write(async (sql) => {
    await sql("select pg_advisory_xact_lock(hashtextextended('policy_template', 0))");
    const [others] = await sql<{ count: number }>('select count(*)::int as count from policy_template where name <> $1', [name]);
    if ((others?.count ?? 0) >= MAX_TEMPLATES) return null;
    const [row] = await sql<Row>(
      `insert into policy_template as t (name, policy, updated_by, updated_at) values ($1, $2, $3, $4)
       on conflict (name) do update set policy = excluded.policy, updated_by = excluded.updated_by, updated_at = excluded.updated_at returning ${COLUMNS}`,
      [name, JSON.stringify(policy), updatedBy, updatedAt],
    );
    return row ? toTemplate(row) : null;
  });

function pageOf(templates: readonly PolicyTemplate[], limit: number, after: string | null): Page<PolicyTemplate> {
  const at = after === null ? 0 : templates.findIndex(({ name }) => name === after) + 1;
  if (after !== null && at === 0) throw new CursorProblem('expected a cursor that this list has answered');
  return toPage(templates.slice(at, at + limit + 1), limit, ({ name }) => name, (template) => template);
}

const toTemplate = ({ name, policy, updated_by: updatedBy, updated_at: updatedAt }: Row): PolicyTemplate => PolicyTemplate.parse({ name, policy, updatedBy, updatedAt });
