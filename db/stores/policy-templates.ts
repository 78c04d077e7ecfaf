import { type NewPolicyTemplate, PolicyTemplate, PolicyTemplateVersion, PolicyTemplateVersionSummary } from '../../contract/policy.ts';
import type { Database, Sql } from '../database.ts';
import { instant } from '../instant.ts';
import { CursorProblem, type Page, type PageRequest, readCursor, toPage } from '../page.ts';
import { recordAdminEvent } from './admin-events.ts';

/** How many templates an installation stores, and how many versions of each. */
const MAX_TEMPLATES = 200;
const MAX_VERSIONS = 10_000;

/** What came with the release; stored versions count from one. */
const RELEASED = { version: 0, createdAt: null, createdBy: null } as const;

/** A template to be stored; `ifVersion` is the version that the author has seen, where he says so. */
export type NewTemplateVersion = NewPolicyTemplate & { ifVersion: number | null; createdBy: string; createdAt: Date };

/** What became of it; nothing has changed unless it says `done`. */
export type TemplateOutcome = { kind: 'done'; template: PolicyTemplate } | { kind: 'stale' } | { kind: 'full' };

/** The policies that new projects can begin with: those of the release, and the stored ones, which go before them. */
export type PolicyTemplates = {
  /** The latest version of each: of the stored ones, the latest first, then those of the release. */
  list(page: PageRequest): Promise<Page<PolicyTemplate>>;
  /** The latest version of one. */
  find(name: string): Promise<PolicyTemplate | null>;
  /** Every version of one, newest first; none where there is no such template. */
  listVersions(name: string, page: PageRequest): Promise<Page<PolicyTemplateVersionSummary>>;
  findVersion(name: string, version: number): Promise<PolicyTemplateVersion | null>;
  /** Stores a version after the one that is the latest. */
  put(template: NewTemplateVersion): Promise<TemplateOutcome>;
};

type SummaryRow = { name: string; version: number; created_by: string; created_at: string };
type Row = SummaryRow & { policy: unknown };

const SUMMARY = `t.name, t.version, t.created_by, ${instant('t.created_at')} as created_at`;
const NAME_KEY = /^[a-z0-9-]{1,64}$/;
const VERSION_KEY = /^\d{1,9}$/;

const LATEST = `
  select t.policy, ${SUMMARY} from policy_template_version t
  where t.version = (select max(v.version) from policy_template_version v where v.name = t.name) order by t.created_at desc, t.name limit $1`;

const LIST_VERSIONS = `
  select ${SUMMARY} from policy_template_version t where t.name = $1 and ($2::integer is null or t.version < $2) order by t.version desc limit $3`;

export function createPolicyTemplates(database: Database, ofRelease: readonly NewPolicyTemplate[]): PolicyTemplates {
  const released = ofRelease.map((template) => ({ ...template, ...RELEASED }));
  const all = async (): Promise<PolicyTemplate[]> => {
    const stored = (await database.read<Row>(LATEST, [MAX_TEMPLATES])).map(toVersion);
    const others = released.filter(({ name }) => !stored.some((template) => template.name === name));
    return [...stored, ...others].map(toTemplate);
  };
  return {
    list: async ({ limit, cursor }) => pageOf(await all(), limit, readCursor(cursor, NAME_KEY)),
    find: async (name) => (await all()).find((template) => template.name === name) ?? null,
    listVersions: async (name, { limit, cursor }) => {
      const before = readCursor(cursor, VERSION_KEY);
      const stored = (await database.read<SummaryRow>(LIST_VERSIONS, [name, before, limit + 1])).map((row) => PolicyTemplateVersionSummary.parse(summaryOf(row)));
      const first = before === '0' ? [] : released.filter((template) => template.name === name).map(({ policy: _, ...summary }) => summary);
      return toPage([...stored, ...first].slice(0, limit + 1), limit, ({ version }) => String(version), (version) => version);
    },
    findVersion: async (name, version) => {
      if (version === RELEASED.version) return released.find((template) => template.name === name) ?? null;
      const [row] = await database.read<Row>(`select t.policy, ${SUMMARY} from policy_template_version t where t.name = $1 and t.version = $2`, [name, version]);
      return row ? toVersion(row) : null;
    },
    put: (template) => put(database, template, released.some(({ name }) => name === template.name)),
  };
}

/** One by one, so that their number and their versions hold. */
const put = (database: Database, { name, policy, ifVersion, createdBy, createdAt }: NewTemplateVersion, isReleased: boolean): Promise<TemplateOutcome> =>
  database.write(async (sql) => {
    await sql("select pg_advisory_xact_lock(hashtextextended('policy_template', 0))");
    const current = await latestVersion(sql, name);
    if (ifVersion !== null && ifVersion !== (current ?? (isReleased ? RELEASED.version : null))) return { kind: 'stale' };
    if ((current ?? 0) >= MAX_VERSIONS || (current === null && (await countTemplates(sql)) >= MAX_TEMPLATES)) return { kind: 'full' };
    const [row] = await sql<Row>(
      `insert into policy_template_version as t (name, version, policy, created_by, created_at) values ($1, $2, $3, $4, $5) returning t.policy, ${SUMMARY}`,
      [name, (current ?? 0) + 1, JSON.stringify(policy), createdBy, createdAt],
    );
    if (!row) throw new Error('A template was stored and not answered.');
    await recordAdminEvent(sql, { kind: 'template.put', actorId: createdBy, projectId: null, subject: name, detail: { version: row.version }, at: createdAt });
    return { kind: 'done', template: toTemplate(toVersion(row)) };
  });

async function latestVersion(sql: Sql, name: string): Promise<number | null> {
  const [row] = await sql<{ version: number | null }>('select max(version) as version from policy_template_version where name = $1', [name]);
  return row?.version ?? null;
}

async function countTemplates(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }>('select count(distinct name)::int as count from policy_template_version');
  return row?.count ?? 0;
}

function pageOf(templates: readonly PolicyTemplate[], limit: number, after: string | null): Page<PolicyTemplate> {
  const at = after === null ? 0 : templates.findIndex(({ name }) => name === after) + 1;
  if (after !== null && at === 0) throw new CursorProblem('expected a cursor that this list has answered');
  return toPage(templates.slice(at, at + limit + 1), limit, ({ name }) => name, (template) => template);
}

const summaryOf = ({ name, version, created_by: createdBy, created_at: createdAt }: SummaryRow) => ({ name, version, createdBy, createdAt });

const toVersion = ({ policy, ...row }: Row): PolicyTemplateVersion => PolicyTemplateVersion.parse({ ...summaryOf(row), policy });

const toTemplate = ({ createdAt, createdBy, ...template }: PolicyTemplateVersion): PolicyTemplate => PolicyTemplate.parse({ ...template, updatedAt: createdAt, updatedBy: createdBy });
