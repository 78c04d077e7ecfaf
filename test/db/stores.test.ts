import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createBudgets } from '../../db/stores/budgets.ts';
import { appendEvent, readEventBounds, readEvents } from '../../db/stores/events.ts';
import { findExecutionOfAttempt, listExecutions } from '../../db/stores/executions.ts';
import { createPolicies } from '../../db/stores/policies.ts';
import { createPolicyReader } from '../../db/stores/policy-reader.ts';
import { readState } from '../../db/stores/states.ts';
import { seeded } from '../domain/given.ts';
import { openStage, type Stage } from '../activities/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('the stores', () => {
  it('when an attempt is stored, then no part of its inputs stands in the database, and it reads back whole', async () => {
    const project = await stage.project();
    const inputs = { litres: 3, pin: 'hunter2 \ud83d\ude00' };
    const attemptId = await stage.open(project, { actionId: 'tank.pump', inputs });
    const [row] = await stage.database.read<{ text: string; sealed: string }>(
      "select to_jsonb(a)::text as text, encode(sealed_intent, 'escape') as sealed from attempt a where attempt_id = $1",
      [attemptId],
    );
    expect(`${row!.text}${row!.sealed}`).not.toContain('hunter2');
    expect((await stage.powers.attempts.find(stage.database.read, project, attemptId))?.intent).toEqual({ actionId: 'tank.pump', inputs });
    expect(await stage.powers.attempts.find(stage.database.read, 'another', attemptId)).toBeUndefined();
  });

  it('when an attempt is stored twice, then only the first one counts', async () => {
    const project = await stage.project();
    const named = { projectId: project, userId: 'ada', requestId: 'r', intent: { actionId: 'tank.empty', inputs: {} } };
    const attemptId = await stage.powers.attempts.idOf(stage.database.read, named);
    const attempt = { ...named, attemptId, mode: 'assisted' as const, confirmed: false, trigger: 'api' as const, planId: null, turnId: null, workflowId: null };
    const opened = await Promise.all([attempt, attempt, attempt].map((one) => stage.powers.attempts.open(stage.database.read, one)));
    opened.push(await stage.powers.attempts.open(stage.database.read, { ...attempt, confirmed: true }));
    expect(opened.filter(Boolean)).toHaveLength(1);
    expect((await stage.powers.attempts.find(stage.database.read, project, attemptId))?.confirmed).toBe(false);
  });

  it('when days and actions are spent on at random, then what was spent since any instant is the sum of the rows', async () => {
    const project = await stage.project();
    const random = seeded(3);
    const spent: { at: number; action: string; cost: number }[] = [];
    let now = Date.parse('2027-05-01T00:00:00Z');
    try {
      for (let round = 0; round < 40; round += 1) {
        now += Math.floor(random() * 3) * 1_800_000;
        stage.setClock(new Date(now).toISOString());
        const litres = Math.floor(random() * 30) / 10;
        const execution = await stage.run(project, random() < 0.5 ? { actionId: 'tank.fill', inputs: { litres } } : { actionId: 'tank.note', inputs: { note: round } });
        spent.push({ at: now, action: execution.actionId.split('@')[0]!, cost: execution.cost });
      }
    } finally {
      stage.setClock(null);
    }
    const sum = (rows: typeof spent) => Math.round(rows.reduce((total, { cost }) => total + cost, 0) * 1e6) / 1e6;
    for (const { at } of [{ at: 0 }, ...spent, { at: now + 1 }]) {
      const since = spent.filter((one) => one.at >= at);
      expect(await createBudgets(stage.database).since(project, new Date(at), ['tank.fill', 'tank.note', 'valve.open'])).toEqual({
        spent: sum(since),
        succeeded: since.length,
        actions: { 'tank.fill': sum(since.filter(({ action }) => action === 'tank.fill')), 'tank.note': sum(since.filter(({ action }) => action === 'tank.note')), 'valve.open': 0 },
      });
    }
  });

  it('when executions are listed page by page, then each comes once, newest first, narrowed as asked', async () => {
    const project = await stage.project();
    for (let time = 0; time < 7; time += 1) await stage.run(project, { actionId: time % 2 ? 'tank.fill@v1' : 'no.such', userId: time < 4 ? 'ada' : 'otto' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listExecutions(stage.database.read, project, {}, { limit: 3, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ executionId }) => executionId ?? ''));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(7);
    const times = (await listExecutions(stage.database.read, project, {}, { limit: 50 })).items;
    expect(times.map(({ executionId }) => executionId)).toEqual(seen);
    const count = async (filter: Parameters<typeof listExecutions>[2]) => (await listExecutions(stage.database.read, project, filter, { limit: 50 })).items.length;
    expect([await count({ action: 'tank.fill' }), await count({ action: 'tank.fill@v1' }), await count({ action: 'tank.fill@v2' })]).toEqual([3, 3, 0]);
    expect([await count({ status: 'rejected' }), await count({ user: 'otto' }), await count({ trigger: 'chat' }), await count({ to: times[6]!.createdAt })]).toEqual([4, 3, 0, 0]);
  });

  it('when events are for one person, then only he reads them, and the order of the project is kept', async () => {
    const project = await stage.project();
    await stage.run(project, { actionId: 'tank.fill' });
    const turn = { type: 'turn.updated', projectId: project, data: {} };
    await appendEvent(stage.database.read, turn as Parameters<typeof appendEvent>[1], 'ada');
    await stage.run(project, { actionId: 'tank.fill' });
    const types = async (user: string, after = 0) => (await readEvents(stage.database.read, project, after, user, 100)).map(({ seq, type }) => `${seq} ${type}`);
    expect(await types('ada')).toEqual(['1 execution.recorded', '2 state.changed', '3 turn.updated', '4 execution.recorded', '5 state.changed']);
    expect(await types('otto', 1)).toEqual(['2 state.changed', '4 execution.recorded', '5 state.changed']);
    expect(await readEventBounds(stage.database.read, project)).toEqual({ newest: 5, oldest: 1, version: 2 });
  });

  it('when a policy is replaced, then the very next commit follows it, whatever was kept of the old one', async () => {
    const project = await stage.project();
    const keeping = stage.with({ readPolicy: createPolicyReader() });
    expect((await keeping.run(project, { actionId: 'tank.fill' })).status).toBe('success');
    const policy = { limits: { quota: { perDay: 1 } } };
    expect(await createPolicies(stage.database).put({ projectId: project, policy, ifVersion: 1, createdBy: 'ada', createdAt: new Date() })).toEqual({ kind: 'done', version: 2 });
    expect((await keeping.run(project, { actionId: 'tank.fill' })).error?.code).toBe('quota_exceeded');
    expect(await createPolicies(stage.database).put({ projectId: project, policy: {}, ifVersion: 1, createdBy: 'ada', createdAt: new Date() })).toEqual({ kind: 'stale' });
  });

  it('when policies and commits cross, then each commit follows the policy that its row names', async () => {
    const project = await stage.project({ limits: { budget: { daily: 0, timezone: 'UTC' } } });
    const put = (daily: number) => createPolicies(stage.database).put({ projectId: project, policy: { limits: { budget: { daily, timezone: 'UTC' } } }, ifVersion: null, createdBy: 'ada', createdAt: new Date() });
    await Promise.all(Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? put((index / 3) % 2 === 0 ? 1_000 : 0) : stage.run(project, { actionId: 'tank.fill' }))));
    const rows = await stage.database.read<{ status: string; daily: number }>(
      `select e.status, (v.policy -> 'limits' -> 'budget' ->> 'daily')::float8 as daily from execution e
       join policy_version v on v.project_id = e.project_id and v.version = e.policy_version where e.project_id = $1`,
      [project],
    );
    expect(rows).toHaveLength(20);
    for (const { status, daily } of rows) expect(status).toBe(daily === 0 ? 'rejected' : 'success');
  });

  it('when nothing has changed yet, then the state is empty at version 0; later it tells version and execution', async () => {
    const project = await stage.project();
    expect(await readState(stage.database.read, project)).toMatchObject({ version: 0, executionId: null, components: {} });
    const execution = await stage.run(project, { actionId: 'tank.fill', inputs: { litres: 2 } });
    await stage.run(project, { actionId: 'tank.fill', inputs: { litres: 0 } });
    expect(await readState(stage.database.read, project)).toMatchObject({ version: 1, executionId: execution.executionId, components: { tank: { level: 2 } } });
    expect(await readState(stage.database.read, 'ghost')).toBeUndefined();
    expect(await findExecutionOfAttempt(stage.database.read, project, 'ghost')).toBeUndefined();
  });
});
