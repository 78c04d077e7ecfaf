import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { runBacktest } from '../../activities/run-backtest.ts';
import type { Backtest } from '../../contract/backtest.ts';
import type { Policy } from '../../contract/policy.ts';
import { findBacktest, insertBacktest } from '../../db/stores/backtests.ts';
import { mintId } from '../../platform/ids.ts';
import { openStage, PEOPLE, type Stage } from './stage.ts';

const FORBID_NOTES: Policy = { rules: [{ id: 'no-notes', priority: 0, effect: 'reject', actions: ['tank.note'], when: true, enforcement: 'enforce', requiredRole: 'admin', quorum: 1, expiresAfter: '24h' }] };
const FULL: Policy = { rules: [{ id: 'full', priority: 0, effect: 'reject', when: { '>=': [{ val: ['state', 'tank', 'level'] }, 10] }, enforcement: 'enforce', requiredRole: 'admin', quorum: 1, expiresAfter: '24h' }] };

let stage: Stage;
beforeAll(async () => void (stage = await openStage({ checkpointEvery: 4 })));
afterAll(() => stage.close());

const fill = (litres: number) => ({ actionId: 'tank.fill', inputs: { litres } });
const note = { actionId: 'tank.note', inputs: { note: 'seen' } };

async function store(projectId: string, policy: Policy, { from = null, to = null }: { from?: string | null; to?: string | null } = {}): Promise<string> {
  const backtestId = mintId();
  const row = { backtestId, projectId, userId: PEOPLE.admin, policy, from, to, workflowId: `backtest/${backtestId}`, createdAt: new Date() };
  expect(await insertBacktest(stage.database.read, row)).toBe(true);
  return backtestId;
}

async function run(projectId: string, policy: Policy, span?: { from?: string; to?: string }): Promise<Backtest> {
  const backtestId = await store(projectId, policy, span);
  await new MockActivityEnvironment().run(runBacktest(stage.powers), { projectId, backtestId });
  return (await findBacktest(stage.database.read, projectId, backtestId))!;
}

async function record(policy: Policy = {}): Promise<string> {
  const projectId = await stage.project(policy);
  for (const [minute, intent] of [fill(3), note, fill(4), { ...fill(2), userId: PEOPLE.viewer }, fill(5), note, fill(1)].entries()) {
    stage.setClock(`2026-06-15T12:0${minute}:00Z`);
    await stage.run(projectId, intent);
  }
  stage.setClock(null);
  return projectId;
}

describe('runBacktest', () => {
  it('when the policy in force is replayed, then nothing flips', async () => {
    const policy: Policy = { limits: { quota: { perDay: 4 }, rate: { perMinute: 5, perHour: 6 } } };
    const projectId = await record(policy);
    expect(await run(projectId, policy)).toMatchObject({ status: 'done', progress: 1, replayed: 7, flips: [], flipCount: 0, unknown: 0, error: null });
  });

  it('when a rule forbids an action, then what was done of it flips, and its cost is saved', async () => {
    const projectId = await record();
    const report = await run(projectId, FORBID_NOTES);
    expect(report).toMatchObject({ replayed: 7, flipCount: 2, groups: [{ actionId: 'tank.note@v1', userId: 'ada', was: 'success', is: 'policy_rule_rejection', count: 2 }] });
    expect(report.cost.is).toBeLessThan(report.cost.was);
  });

  it.each([
    ['from the beginning', {}, 7, 2],
    ['from the middle, on the state of a checkpoint and what came after it', { from: '2026-06-15T12:05:00Z' }, 2, 2],
    ['from after the first', { from: '2026-06-15T12:01:00Z', to: '2026-06-15T12:06:00Z' }, 5, 1],
    ['where nothing is recorded', { from: '2027-01-01T00:00:00Z' }, 0, 0],
  ])('when a rule asks for the state %s, then it sees the state that each decision met', async (_when, span, replayed, flipCount) => {
    const projectId = await record();
    expect(await run(projectId, FULL, span)).toMatchObject({ status: 'done', replayed, flipCount });
  });

  it('when it is closed already, then it is answered from its row', async () => {
    const projectId = await record();
    const done = await run(projectId, FORBID_NOTES);
    const again = await new MockActivityEnvironment().run(runBacktest(stage.powers), { projectId, backtestId: done.backtestId });
    expect(again).toEqual({ status: 'done' });
  });

  it('when executions are missing, then it fails and says so', async () => {
    const projectId = await record();
    await stage.database.read('delete from execution where project_id = $1 and seq = 4', [projectId]);
    expect(await run(projectId, FORBID_NOTES)).toMatchObject({ status: 'failed', error: expect.stringMatching(/missing|cannot be told/) });
  });

  it('when retention has taken the first versions, then it begins behind them', async () => {
    const projectId = await record();
    await stage.database.read('update state_delta set diff = null where project_id = $1 and version <= 4', [projectId]);
    await stage.database.read('update project_head set pruned_version = 4 where project_id = $1', [projectId]);
    expect(await run(projectId, FULL)).toMatchObject({ status: 'done', replayed: 1, flipCount: 1 });
  });

  it('when three run in a project already, then no fourth one begins', async () => {
    const projectId = await record();
    for (let count = 0; count < 3; count += 1) await store(projectId, {});
    const row = { backtestId: mintId(), projectId, userId: PEOPLE.admin, policy: {}, from: null, to: null, workflowId: 'backtest/x', createdAt: new Date() };
    expect(await insertBacktest(stage.database.read, row)).toBe(false);
  });
});
