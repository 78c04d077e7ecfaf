import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry, Rollup } from '../../contract/organization.ts';
import { createUser, expectData, type Session } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

type Audit = { items: AuditEntry[]; nextCursor: string | null };

const increment = { actionId: 'demo.counter.increment', inputs: { amount: 1 } };

describe('8.9 Org rollups', () => {
  let stage: Stage;
  let admin: Session;
  let from: string;
  beforeAll(async () => {
    from = new Date().toISOString();
    stage = await openStage();
    admin = stage.house.adminSession;
    for (let run = 0; run < 3; run += 1) await stage.admin.run(increment);
    const viewer = await stage.join('viewer');
    await viewer.run(increment);
    await stage.admin.run({ actionId: 'demo.counter.reset' });
  });

  const rollup = async (query = ''): Promise<Rollup> => expectData(await admin.get<Rollup>(`/org/rollup${query}`));

  it('when a project was used, then its line says how much, and by how many, and the totals hold it', async () => {
    const { projects, totals } = await rollup(`?from=${from}&limit=200`);
    const executions = await stage.executions();
    const line = projects.find(({ projectId }) => projectId === stage.projectId);
    expect(line).toMatchObject({ executions: 5, byStatus: { success: 3, rejected: 2, failed: 0, pending_approval: 0 }, failureRate: 0, users: 2, status: 'active' });
    expect(line?.cost).toBe(executions.filter(({ status }) => status === 'success').reduce((sum, { cost }) => sum + cost, 0));
    expect(totals.executions).toBeGreaterThanOrEqual(5);
    expect(totals.projects).toBeGreaterThanOrEqual(projects.length);
  });

  it('when nothing is said of the time, then it is the last day', async () => {
    const { from: begin, to: end } = await rollup();
    expect(Date.parse(end) - Date.parse(begin)).toBe(86_400_000);
  });

  it.each([
    ['the bounds are the wrong way round', '?from=2026-01-02T00:00:00.000Z&to=2026-01-01T00:00:00.000Z', '/from'],
    ['they are no times', '?from=yesterday', '/from'],
    ['they are years apart', '?from=2020-01-01T00:00:00.000Z&to=2026-01-01T00:00:00.000Z', '/from'],
  ])('when %s, then the problem says where', async (_when, query, path) => {
    const { status, body } = await admin.get(`/org/rollup${query}`);
    expect(status).toBe(422);
    expect(body.issues?.map((issue) => issue.path)).toEqual([path]);
  });

  it('when the audit is narrowed to the project, then it holds its executions and the acts of its administration', async () => {
    const { items } = expectData(await admin.get<Audit>(`/org/audit?project=${stage.projectId}&limit=200`));
    expect(items.filter(({ type }) => type === 'execution.recorded').map(({ entryId }) => entryId)).toEqual((await stage.executions()).map(({ executionId }) => executionId));
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['project.created', 'policy.put', 'member.put']));
    expect(items.every(({ projectId }) => projectId === stage.projectId)).toBe(true);
  });

  it('when inputs are confidential, then the audit does not tell them', async () => {
    await stage.admin.run({ actionId: 'memory.remember', inputs: { key: 'door', value: 'open-sesame-4711' } });
    const answer = await admin.get<Audit>(`/org/audit?project=${stage.projectId}&action=memory.remember`);
    expect(expectData(answer).items).toHaveLength(1);
    expect(JSON.stringify(answer.body)).not.toContain('open-sesame-4711');
  });

  it.each([
    ['tokens', 'token.created', async () => void expectData(await admin.post('/tokens', { name: 'Audited' }), 201)],
    ['templates', 'template.put', async () => void expectData(await admin.put('/policy-templates', { name: 'audited', policy: {} }))],
    ['locks', 'project.locked', async () => void expectData(await admin.post(stage.at('/lock')))],
    ['unlocks', 'project.unlocked', async () => void expectData(await admin.post(stage.at('/unlock')))],
    ['stops', 'project.locked', async () => void expectData(await admin.post(stage.at('/stop'), { reason: 'A drill.' }))],
    ['people', 'user.created', async () => void (await createUser(admin))],
  ])('when one administers %s, then the audit says who did it', async (_what, kind, act) => {
    const count = async () => expectData(await admin.get<Audit>(`/org/audit?action=${kind}&limit=200&from=${from}`)).items;
    const before = (await count()).length;
    await act();
    const after = await count();
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toMatchObject({ type: kind, action: kind, userId: admin.me.user.userId, execution: null, status: null });
  });

  it.each(['/org/rollup', '/org/audit'])('9.5 when somebody else reads %s, be he admin of a project, then it is 403', async (path) => {
    const projectAdmin = await stage.join('admin');
    expect((await projectAdmin.session.get(path)).status).toBe(403);
  });
});
