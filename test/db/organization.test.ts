import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordAdminEvent } from '../../db/stores/admin-events.ts';
import { listOrgAudit, type AuditFilter } from '../../db/stores/org-audit.ts';
import { readRollup, type Span } from '../../db/stores/rollups.ts';
import type { AuditEntry, ProjectUsage } from '../../contract/organization.ts';
import { openStage, type Sent, type Stage } from '../activities/stage.ts';
import { seeded } from '../domain/given.ts';

const START = Date.parse('2027-05-01T00:00:00Z');
const HOUR_MS = 3_600_000;

let stage: Stage;
let projects: string[];
/** A history at random: several projects, people and ends, over two days. */
beforeAll(async () => {
  stage = await openStage();
  projects = [await stage.project(), await stage.project(), await stage.project({ limits: { budget: { daily: 5, timezone: 'UTC' } } })];
  const random = seeded(11);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  for (let round = 0; round < 80; round += 1) {
    stage.setClock(new Date(START + Math.floor(random() * 2) * 60_000 + round * 0.6 * HOUR_MS).toISOString());
    const userId = pick(['ada', 'otto', 'vera']);
    const intents: Sent[] = [
      { actionId: 'tank.fill', inputs: { litres: 0.1 + Math.floor(random() * 9) / 10 }, userId },
      { actionId: 'tank.note', inputs: { note: round }, userId },
      { actionId: 'tank.unknown', userId },
    ];
    await stage.run(pick(projects), pick(intents));
  }
  stage.setClock(null);
});
afterAll(() => stage.close());

const all = { limit: 200 };
const spans: [string, Span][] = [
  ['a day', { from: new Date(START), to: new Date(START + 24 * HOUR_MS) }],
  ['an hour', { from: new Date(START + 5 * HOUR_MS), to: new Date(START + 6 * HOUR_MS) }],
  ['everything', { from: new Date(START - HOUR_MS), to: new Date(START + 100 * HOUR_MS) }],
  ['a time before all', { from: new Date(START - 2 * HOUR_MS), to: new Date(START - HOUR_MS) }],
];

describe('the rollup', () => {
  it.each(spans)('when %s is added up, then every number is the plain sum of the rows', async (_name, { from, to }) => {
    const rollup = await readRollup(stage.database.read, { from, to }, all);
    const plain = await stage.database.read<{ project_id: string; status: string; n: number; users: string[] }>(
      'select project_id, status, count(*)::int as n, array_agg(distinct user_id) as users from execution where created_at >= $1 and created_at < $2 group by 1, 2',
      [from, to],
    );
    const costs = await stage.database.read<{ project_id: string; cost: number }>('select project_id, sum(cost)::float8 as cost from budget_entry where at >= $1 and at < $2 group by 1', [from, to]);
    const sum = (rows: readonly { n: number }[]) => rows.reduce((total, { n }) => total + n, 0);
    for (const usage of [...rollup.projects, { ...rollup.totals, projectId: null }]) {
      const rows = plain.filter((row) => usage.projectId === null || row.project_id === usage.projectId);
      const spent = costs.filter((row) => usage.projectId === null || row.project_id === usage.projectId).reduce((total, { cost }) => total + cost, 0);
      expect(usage.executions).toBe(sum(rows));
      expect(usage.byStatus).toEqual(Object.fromEntries(['success', 'rejected', 'failed', 'pending_approval'].map((status) => [status, sum(rows.filter((row) => row.status === status))])));
      expect(usage.failureRate).toBe(usage.executions === 0 ? 0 : usage.byStatus.failed / usage.executions);
      expect(usage.users).toBe(new Set(rows.flatMap(({ users }) => users)).size);
      expect(usage.cost).toBeCloseTo(spent, 6);
    }
    expect(rollup.totals.projects).toBe(3);
    expect(rollup.projects.map(({ projectId }) => projectId)).toEqual(projects.toSorted().toReversed());
  });

  it('when it is read page by page, then every project comes once, and the totals are those of all', async () => {
    const [, span] = spans[2]!;
    const whole = await readRollup(stage.database.read, span, all);
    const seen: ProjectUsage[] = [];
    let cursor: string | undefined;
    do {
      const page = await readRollup(stage.database.read, span, { limit: 1, ...(cursor && { cursor }) });
      expect(page.totals).toEqual(whole.totals);
      seen.push(...page.projects);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole.projects);
  });
});

describe('the audit', () => {
  beforeAll(async () => {
    const at = new Date(START + 7 * HOUR_MS);
    await stage.database.write((sql) => recordAdminEvent(sql, { kind: 'user.created', actorId: 'ada', projectId: null, subject: 'u1', detail: { username: 'newcomer' }, at }));
    await stage.database.write((sql) => recordAdminEvent(sql, { kind: 'policy.put', actorId: 'otto', projectId: projects[0]!, subject: '2', at }));
  });

  const readAll = async (filter: AuditFilter, limit: number): Promise<AuditEntry[]> => {
    const seen: AuditEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOrgAudit(stage.database.read, filter, { limit, ...(cursor && { cursor }) });
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return seen;
  };

  it('when it is read in pages of any size, then every execution and every act comes once, newest first', async () => {
    const whole = await readAll({}, 200);
    const [counted] = await stage.database.read<{ n: number }>('select ((select count(*) from execution) + (select count(*) from admin_event))::int as n');
    expect(whole).toHaveLength(counted!.n);
    expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).toSorted().toReversed());
    expect(new Set(whole.map(({ entryId }) => entryId)).size).toBe(whole.length);
    for (const limit of [1, 7]) expect(await readAll({}, limit)).toEqual(whole);
  });

  it.each<[string, AuditFilter, (entry: AuditEntry) => boolean]>([
    ['a person', { user: 'otto' }, ({ userId }) => userId === 'otto'],
    ['an action without its version', { action: 'tank.fill' }, ({ action }) => action === 'tank.fill@v1'],
    ['an action with its version', { action: 'tank.fill@v1' }, ({ action }) => action === 'tank.fill@v1'],
    ['a kind of act', { action: 'user.created' }, ({ type }) => type === 'user.created'],
    ['a status', { status: 'rejected' }, ({ status }) => status === 'rejected'],
    ['a trigger', { trigger: 'api' }, ({ trigger }) => trigger === 'api'],
    ['a time', { from: new Date(START + 5 * HOUR_MS).toISOString(), to: new Date(START + 9 * HOUR_MS).toISOString() }, ({ at }) => Date.parse(at) >= START + 5 * HOUR_MS && Date.parse(at) < START + 9 * HOUR_MS],
    ['a person and a status', { user: 'vera', status: 'rejected' }, ({ userId, status }) => userId === 'vera' && status === 'rejected'],
  ])('when it is narrowed to %s, then exactly what fits is left', async (_name, filter, fits) => {
    const fitting = (await readAll({}, 200)).filter(fits);
    expect(fitting.length).toBeGreaterThan(0);
    expect(await readAll(filter, 5)).toEqual(fitting);
  });

  it('when it is narrowed to a project, then what concerns the whole house is left out', async () => {
    const [project] = projects;
    const entries = await readAll({ project: project! }, 50);
    expect(entries).toEqual((await readAll({}, 200)).filter(({ projectId }) => projectId === project));
    expect(entries.map(({ type }) => type)).toEqual(expect.arrayContaining(['execution.recorded', 'policy.put', 'project.created']));
  });

  it('when an entry is an execution, then it tells all of it but the changes and the trace', async () => {
    const [entry] = await readAll({ action: 'tank.fill', status: 'success' }, 1);
    expect(entry).toMatchObject({ type: 'execution.recorded', status: 'success', trigger: 'api', subject: null, detail: {}, execution: { executionId: entry!.entryId, actionId: 'tank.fill@v1', userId: entry!.userId } });
    expect(entry!.execution).not.toHaveProperty('diff');
    expect(entry!.execution).not.toHaveProperty('trace');
  });
});
