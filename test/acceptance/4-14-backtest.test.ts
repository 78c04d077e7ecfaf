import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillHistory } from '../../bench/fill-history.ts';
import type { Backtest } from '../../contract/backtest.ts';
import { openDatabase } from '../../db/database.ts';
import type { Child } from '../../local/child.ts';
import { call } from '../cli/call.ts';
import { type Answer, expectData } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { type Beside, startPair } from './beside.ts';
import { openStage, type Stage } from './stage.ts';

const LOOKS = 1_200;
const SLOW_MS = 300_000; // A busy machine takes its time to start a worker.
const DECISIONS = 40_000;

const increment = (amount: number) => ({ actionId: 'demo.counter.increment', inputs: { amount } });
const set = (value: number) => ({ actionId: 'demo.counter.set', inputs: { value } });
const forbid = (actions: string[], when: unknown = true) => ({ rules: [{ id: 'forbidden', effect: 'reject', actions, when, message: 'Not this one.' }] });
const above5 = { '>': [{ val: ['state', 'demo.counter', 'value'] }, 5] };

async function start(stage: Stage, body: object): Promise<string> {
  return expectData(await stage.admin.session.post<{ backtestId: string }>(stage.at('/policy/backtest'), body), 202).backtestId;
}

async function read(stage: Stage, backtestId: string): Promise<Backtest> {
  return expectData(await stage.admin.session.get<Backtest>(stage.at(`/policy/backtest/${backtestId}`)));
}

async function until(stage: Stage, backtestId: string, isSo: (backtest: Backtest) => boolean): Promise<Backtest> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const backtest = await read(stage, backtestId);
    if (isSo(backtest)) return backtest;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the backtest did not come so far');
}

const run = async (stage: Stage, body: object) => until(stage, await start(stage, body), ({ status }) => status !== 'running');

const expectStatus = ({ status }: Answer<unknown>, wanted: number) => expect(status).toBe(wanted);

describe('4.14 Policy backtest', () => {
  let stage: Stage;
  let operator: Awaited<ReturnType<Stage['join']>>;
  beforeAll(async () => {
    stage = await openStage({ limits: { quota: { perDay: 5 } } });
    operator = await stage.join('operator');
    await stage.admin.run(increment(3));
    await operator.run(increment(4));
    await operator.run(set(1));
    await stage.admin.run(increment(5));
    await operator.run({ actionId: 'demo.counter.reset' }); // Nobody has confirmed it.
    await stage.admin.run(increment(1));
    await stage.admin.run(set(9)); // The quota is used up.
  });

  it('when the policy in force is replayed, then nothing would have come out differently', async () => {
    const { policy } = expectData(await stage.admin.session.get<{ policy: unknown }>(stage.at('/policy')));
    const executions = await stage.executions();
    expect(await run(stage, { policy })).toMatchObject({ status: 'done', progress: 1, replayed: executions.length, flips: [], flipCount: 0, approvals: { was: 0, is: 0 }, unknown: 0 });
  });

  it('when a candidate forbids an action, then it says which decisions flip, for whom, and what that saves', async () => {
    const executions = await stage.executions();
    const increments = executions.filter(({ actionId, status }) => actionId.startsWith('demo.counter.increment') && status === 'success').toReversed();
    const report = await run(stage, { policy: { limits: { quota: { perDay: 5 } }, ...forbid(['demo.counter.increment']) } });
    const refused = increments.map(({ executionId, userId }) => ({ executionId, userId, was: 'success', is: 'policy_rule_rejection' }));
    expect(report.flips.filter(({ was }) => was === 'success')).toEqual(refused);
    expect(report.flips.filter(({ was }) => was === 'quota_exceeded')).toEqual([{ executionId: executions[0]?.executionId, userId: stage.admin.userId, was: 'quota_exceeded', is: 'success' }]);
    expect(report.flipCount).toBe(increments.length + 1);
    expect(report.groups).toContainEqual({ actionId: 'demo.counter.increment@v1', userId: operator.userId, was: 'success', is: 'policy_rule_rejection', count: 1 });
    expect(report.cost.was - report.cost.is).toBeGreaterThan(0);
  });

  it('when a rule asks for the state, then it sees what each decision met', async () => {
    const report = await run(stage, { policy: { limits: { quota: { perDay: 5 } }, ...forbid(['demo.counter.set'], above5) } });
    expect(report.flips.map(({ userId, was, is }) => [userId, was, is])).toEqual([
      [operator.userId, 'success', 'policy_rule_rejection'],
      [stage.admin.userId, 'quota_exceeded', 'policy_rule_rejection'], // The rule is asked before the quota.
    ]);
  });

  it('when a candidate asks people, then it says how many more approvals there would have been', async () => {
    const report = await run(stage, { policy: { approvals: [{ id: 'all', when: {} }] } });
    expect(report).toMatchObject({ status: 'done', approvals: { was: 0 }, cost: { is: 0 } });
    expect(report.approvals.is).toBe(report.flips.filter(({ is }) => is === 'pending_approval').length);
    expect(report.approvals.is).toBeGreaterThan(4);
  });

  it('when only a span of time is asked for, then only its decisions are replayed', async () => {
    const [, , third] = (await stage.executions()).toReversed();
    expect(await run(stage, { policy: {}, from: third?.createdAt })).toMatchObject({ replayed: 5 });
    expect(await run(stage, { policy: {}, to: third?.createdAt })).toMatchObject({ replayed: 2 });
  });

  it('when the policy is not sound or a viewer asks, then nothing is run', async () => {
    const broken = await stage.admin.session.post(stage.at('/policy/backtest'), { policy: forbid(['*'], { nope: 1 }) });
    expectStatus(broken, 422);
    expect(broken.body).toMatchObject({ issues: [{ path: expect.stringMatching(/^\/policy\/rules\/0\/when/) }] });
    expectStatus(await stage.admin.session.post(stage.at('/policy/backtest'), { policy: { unknown: 1 } }), 422);
    expectStatus(await stage.admin.session.post(stage.at('/policy/backtest'), { policy: {}, from: '2026-02-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' }), 422);
    const viewer = await stage.join('viewer');
    expectStatus(await viewer.session.post(stage.at('/policy/backtest'), { policy: {} }), 403);
    expectStatus(await operator.session.post(stage.at('/policy/backtest'), { policy: {} }), 403);
    expectStatus(await stage.admin.session.get(stage.at('/policy/backtest/none')), 404);
  });

  it('when the command line asks, then a table and the exit code tell, so that it can guard a change', async () => {
    const { token } = expectData(await stage.admin.session.post<{ token: string }>('/tokens', { name: 'Backtests' }), 201);
    const file = join(mkdtempSync(join(tmpdir(), 'gatehouse-backtest-')), 'policy.yaml');
    writeFileSync(file, 'limits: {quota: {perDay: 5}}\nrules: [{id: forbidden, effect: reject, actions: [demo.counter.set]}]\n');
    const given = { url: stage.house.url, token, project: stage.projectId };
    const told = await call(['policy', 'backtest', file], given);
    expect(told).toMatchObject({ code: 0 });
    expect(told.out).toMatch(/^\d+ of \d+ decisions would have come out differently\.\naction +user +was +would be +times\n/);
    expect(told.out).toContain('demo.counter.set@v1');
    expect(await call(['policy', 'backtest', file, '--max-flips', '0'], given)).toMatchObject({ code: 3 });
    const asData = await call(['policy', 'backtest', file, '--max-flips', '10', '--json'], given);
    expect([asData.code, JSON.parse(asData.out)]).toEqual([0, expect.objectContaining({ status: 'done', flipCount: expect.any(Number) })]);
  });
});

describe('4.14 Policy backtest, when its worker dies', () => {
  let beside: Beside;
  let worker: Child;
  let stage: Stage;
  beforeAll(async () => {
    const pair = await startPair(await sharedHouse(), 'backtests');
    beside = pair.beside;
    stage = await openStage({}, pair.house);
    await stage.admin.run(increment(1));
    const database = await openDatabase({ url: pair.house.databaseUrl, poolSize: 1 });
    await fillHistory(database, stage.projectId, DECISIONS);
    await database.close();
    worker = pair.worker;
  }, SLOW_MS);
  afterAll(() => beside.stop());

  it('when the worker is killed in the middle, then another one carries the backtest to its end', async () => {
    const backtestId = await start(stage, { policy: forbid(['demo.counter.increment'], above5) });
    await until(stage, backtestId, ({ progress }) => progress > 0);
    process.kill(worker.pid, 'SIGKILL');
    await worker.ended;
    expect(await read(stage, backtestId)).toMatchObject({ status: 'running' });
    await beside.start('worker');
    const report = await until(stage, backtestId, ({ status }) => status !== 'running');
    expect(report).toMatchObject({ status: 'done', progress: 1, replayed: DECISIONS });
    expect(report.flips).toHaveLength(Math.min(report.flipCount, 1_000));
  }, SLOW_MS);
});
