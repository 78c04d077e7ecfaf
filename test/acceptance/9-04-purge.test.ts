import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEntry } from '../../contract/organization.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Project } from '../../contract/project.ts';
import type { ProjectTombstone } from '../../contract/purge.ts';
import { ids } from '../../temporal/ids.ts';
import { expectData } from '../support/http.ts';
import { attachment } from '../support/media.ts';
import { HOLD_INCREMENTS, openApprovals } from './approvals-stage.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Stage } from './stage.ts';
import { openTemporal, type TemporalView } from './temporal-view.ts';

const increment = { actionId: 'demo.counter.increment', inputs: {} };
const TABLES = `
  select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where c.column_name = 'project_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'`;
const PATIENCE_MS = 20_000;

async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    if (await isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return isSo();
}

describe('9.4 Purge', () => {
  let sql: Sql;
  let temporal: TemporalView;
  let stage: Stage;
  let other: Stage;
  let project: Project;
  beforeAll(async () => {
    stage = await openApprovals();
    other = await openStage();
    sql = await openSql(stage.house.databaseUrl);
    temporal = openTemporal(stage.house);
    for (const { admin, at } of [stage, other]) {
      await admin.say('set it to 5');
      await admin.say('add 5', {});
      expectData(await admin.session.post(at('/intents'), { ...increment, media: [attachment('image/png')] }));
      await admin.run({ actionId: 'memory.remember', inputs: { key: 'site', value: 'Hamburg' } });
      expectData(await admin.session.post<Plan>(at('/plans'), { steps: [increment] }));
      expectData(await admin.session.post(at('/forks'), {}), 201);
      expect((await admin.session.post(at('/policy/backtest'), { policy: HOLD_INCREMENTS })).status).toBe(202);
    }
    project = expectData(await stage.admin.session.get<Project>(stage.at('')));
  });
  afterAll(async () => {
    await sql.close();
    await temporal.close();
  });

  async function rowsOf(projectId: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { name } of await sql.rows<{ name: string }>(TABLES)) {
      const { length } = await sql.rows(`select 1 from ${name} where project_id = $1`, [projectId]);
      if (length > 0) counts[name] = length;
    }
    return counts;
  }
  const mediaOf = (projectId: string) => existsSync(join(String(stage.house.environment['GATEHOUSE_HOME']), 'media', projectId));
  const runningOf = (projectId: string) => temporal.list(`ExecutionStatus = 'Running' and WorkflowId STARTS_WITH 'approval/${projectId}/'`);

  it.each<[string, (name: string) => unknown]>([
    ['without anything', () => undefined],
    ['with an empty body', () => ({})],
    ['without a yes', (name) => ({ name })],
    ['with a no', (name) => ({ confirmed: false, name })],
    ['without the name', () => ({ confirmed: true })],
    ['with another name', (name) => ({ confirmed: true, name: `${name}.` })],
    ['with the name in capitals', (name) => ({ confirmed: true, name: name.toUpperCase() })],
    ['with a blank after the name', (name) => ({ confirmed: true, name: `${name} ` })],
  ])('when it is asked for %s, then it is 409 and nothing is gone', async (_with, body) => {
    const before = await rowsOf(stage.projectId);
    const { status, body: problem } = await stage.house.adminSession.post(stage.at('/purge'), body(project.name));
    expect([status, problem.error]).toEqual([409, 'conflict']);
    expect(await rowsOf(stage.projectId)).toEqual(before);
  });

  it('when somebody else asks for it, be he an admin of the project, then he may not', async () => {
    const admin = await stage.join('admin');
    expect((await admin.session.post(stage.at('/purge'), { confirmed: true, name: project.name })).status).toBe(403);
    const stranger = await other.join('admin');
    expect((await stranger.session.post(stage.at('/purge'), { confirmed: true, name: project.name })).status).toBe(404);
  });

  it('when it is confirmed by its exact name, then every row, file, workflow and stream ends, a tombstone stays, and another project is untouched', async () => {
    expect(mediaOf(stage.projectId)).toBe(true);
    await stage.admin.run(increment); // It waits for people.
    expect(await until(async () => (await runningOf(stage.projectId)).length > 0)).toBe(true);
    const stream = await fetch(`${stage.house.url}/api/v1${stage.at('/events')}`, { headers: { cookie: stage.house.adminSession.cookie } });
    const kept = await rowsOf(other.projectId);
    const [newest] = await sql.rows<{ seq: string; hash: string; key_id: string }>('select seq, hash, key_id from execution where project_id = $1 order by seq desc limit 1', [stage.projectId]);

    const tombstone = expectData(await stage.house.adminSession.post<ProjectTombstone>(stage.at('/purge'), { confirmed: true, name: project.name }));
    expect(tombstone).toMatchObject({ projectId: stage.projectId, name: project.name, chainSeq: Number(newest?.seq), chainHash: newest?.hash, keyId: newest?.key_id, purgedBy: stage.house.adminSession.me.user.userId });

    expect(await rowsOf(stage.projectId)).toEqual({ project_tombstone: 1, admin_event: 1 });
    expect(await until(async () => !mediaOf(stage.projectId) && (await runningOf(stage.projectId)).length === 0)).toBe(true);
    expect(await ended(stream)).toBe(true);
    expect(await rowsOf(other.projectId)).toEqual(kept);
    expect(mediaOf(other.projectId)).toBe(true);
  });

  it.each(['', '/state', '/executions', '/members', '/events', '/policy'])('when its %s is asked for after that, then it is 404', async (path) => {
    expect((await stage.house.adminSession.get(stage.at(path))).status).toBe(404);
  });

  it('when it is purged again, then there is none', async () => {
    expect((await stage.house.adminSession.post(stage.at('/purge'), { confirmed: true, name: project.name })).status).toBe(404);
  });

  it('when the audit of the house is read, then the tombstone is in it', async () => {
    const { items } = expectData(await stage.house.adminSession.get<{ items: AuditEntry[] }>(`/org/audit?project=${stage.projectId}`));
    expect(items).toMatchObject([{ type: 'project.purged', action: 'project.purged', projectName: project.name, subject: project.name, detail: { chainSeq: expect.any(Number), chainHash: expect.any(String) } }]);
  });

  it('when its rest is being deleted, then a workflow does it', async () => {
    expect((await temporal.describe(ids.purge(stage.projectId))).type).toBe('purgeRun');
  });

  it('when a project is made with its name, then it is a new one', async () => {
    const again = expectData(await stage.house.adminSession.post<Project>('/projects', { name: project.name }), 201);
    expect(again.projectId).not.toBe(project.projectId);
    expect(expectData(await stage.house.adminSession.get<{ items: unknown[] }>(`/projects/${again.projectId}/executions`)).items).toEqual([]);
  });
});

/** Reads a stream until the other side ends it. */
async function ended(stream: Response): Promise<boolean> {
  const reader = stream.body?.getReader();
  for (let reads = 0; reader && reads < 1_000; reads += 1) if ((await reader.read()).done) return true;
  return false;
}
