import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Policy } from '../../contract/policy.ts';
import { findApproval } from '../../db/stores/approvals.ts';
import { seeded } from '../domain/given.ts';
import { readChain } from './read-chain.ts';
import { type PlanStage, plansOn, statuses } from './plan-stage.ts';
import { countRows, faultyDatabase, openStage, readHeadRow, type Sent, type Stage } from './stage.ts';

let stage: Stage;
let plans: PlanStage;
beforeAll(async () => {
  stage = await openStage({ checkpointEvery: 7 });
  plans = plansOn(stage);
});
afterAll(() => stage.close());

const fill = (litres = 1): Sent => ({ actionId: 'tank.fill', inputs: { litres } });
const note = (text: string): Sent => ({ actionId: 'tank.note', inputs: { note: text } });
const NOTES_WAIT: Policy = { approvals: [{ id: 'notes', when: { actions: ['tank.note'] }, requiredRole: 'operator', quorum: 1, expiresAfter: '24h' }] };

const approvalOf = async (projectId: string, approvalId: string | null) => (await findApproval(stage.database.read, stage.powers.seal, projectId, approvalId!))!;

describe('a plan that runs as a whole', () => {
  it('when every step passes, then one transaction commits all of them, a row and a version each', async () => {
    const project = await stage.project();
    const planId = await plans.start(project, Array.from({ length: 12 }, () => fill(2)), 'plan');
    await expect(plans.advance(project, planId)).resolves.toEqual({ status: 'succeeded', currentStep: 12 });
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 12, state_delta: 12, state_checkpoint: 1, budget_entry: 12 });
    expect(await plans.level(project)).toBe(24);
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it('when a later step needs what an earlier one makes, then it is decided against the fold', async () => {
    const project = await stage.project();
    const planId = await plans.start(project, [fill(3), { actionId: 'valve.open' }], 'plan');
    expect(await plans.carry(project, planId)).toMatchObject({ status: 'succeeded', executions: [{ stateVersion: 1 }, { stateVersion: 2 }] });
  });

  it.each<[string, Sent, string, string]>([
    ['is refused', { actionId: 'tank.fill', inputs: { litres: 'x' } }, 'rejected', 'input_invalid'],
    ['fails', fill(5_000), 'failed', 'invariant_violation'],
    ['would send something out of the house', { actionId: 'tank.pump', inputs: { litres: 1 } }, 'rejected', 'invalid_intent'],
  ])('when a step %s, then nothing of the plan is kept, and each step is recorded once', async (_when, broken, status, code) => {
    const project = await stage.project();
    const planId = await plans.start(project, [fill(), broken, fill()], 'plan');
    const plan = await plans.carry(project, planId);
    expect(plan).toMatchObject({ status, currentStep: 0, error: { code } });
    expect(plan.executions).toMatchObject([
      { status: 'rejected', error: { code: 'invalid_intent', gate: null, rule: 'atomicity', detail: expect.stringContaining('step 2') }, diff: [], cost: 0 },
      { status, error: { code } },
      { status: 'rejected', error: { rule: 'atomicity' } },
    ]);
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 3, state_delta: 0, component_state: 0, budget_entry: 0, outbox: 0 });
    expect(await readHeadRow(stage.database, project)).toMatchObject({ version: 0, spent_total: 0 });
    await expect(plans.advance(project, planId)).resolves.toMatchObject({ status });
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it('when a step is held, then the whole plan waits with one request, bound to what stood before its first step', async () => {
    const project = await stage.project(NOTES_WAIT);
    await stage.run(project, fill(10));
    const planId = await plans.start(project, [fill(5), note('a'), fill(6), note('b')], 'plan');
    const waiting = await plans.carry(project, planId);
    expect(waiting).toMatchObject({ status: 'awaiting_approval', currentStep: 0, executions: [{ requestId: `${planId}#1`, status: 'pending_approval', diff: [] }] });
    expect(await plans.level(project)).toBe(10);
    const approval = await approvalOf(project, waiting.approvalId);
    expect(approval).toMatchObject({ planId, intent: null, cost: 13, quorum: 1, requiredRole: 'operator', executionId: waiting.executions[0]?.executionId });
    expect(approval.steps?.map(({ actionId }) => actionId)).toEqual(['tank.fill', 'tank.note', 'tank.fill', 'tank.note']);
    expect(approval.diff).toEqual([{ op: 'replace', path: '/tank/level', old: 10, value: 21 }, { op: 'replace', path: '/tank/note', old: null, value: 'b' }]);
    expect(approval.reads.find(({ path }) => path === '/tank/level')).toEqual({ path: '/tank/level', value: 10 });

    await plans.vote(project, approval.approvalId, 'approve');
    const done = await plans.read(project, planId);
    expect(done).toMatchObject({ status: 'succeeded', currentStep: 4, error: null });
    expect(statuses(done.executions)).toEqual(['success', 'success', 'success', 'success']);
    expect(done.executions[1]).toMatchObject({ retryOf: approval.executionId, approvalId: approval.approvalId });
    expect(await plans.level(project)).toBe(21);
    expect((await approvalOf(project, approval.approvalId)).outcomeExecutionId).toBe(done.executions[1]?.executionId);
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it.each([
    ['is denied', 'approval_denied', async (project: string, approvalId: string) => plans.vote(project, approvalId, 'deny')],
    ['was allowed for a state that has moved', 'approval_stale', async (project: string, approvalId: string) => {
      await stage.run(project, fill(1));
      return plans.vote(project, approvalId, 'approve');
    }],
  ] as const)('when the request %s, then no step runs and all say so', async (_when, code, close) => {
    const project = await stage.project(NOTES_WAIT);
    const planId = await plans.start(project, [fill(5), note('a')], 'plan');
    const { approvalId } = await plans.carry(project, planId);
    await close(project, approvalId!);
    const { level, plan } = { level: await plans.level(project), plan: await plans.read(project, planId) };
    expect(plan).toMatchObject({ status: 'rejected', currentStep: 0, error: { code }, executions: [{ status: 'rejected', error: { code } }, { status: 'rejected', error: { code } }] });
    expect(level).toBe(code === 'approval_stale' ? 1 : 0);
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it('when something that the plan does not rest on has moved, then the allowance holds', async () => {
    const project = await stage.project({ approvals: [{ id: 'notes', when: { actions: ['tank.note'] }, requiredRole: 'operator', quorum: 1, expiresAfter: '24h' }] });
    await stage.run(project, fill(3));
    const planId = await plans.start(project, [note('a'), note('b')], 'plan');
    const { approvalId } = await plans.carry(project, planId);
    const approval = await approvalOf(project, approvalId);
    expect(approval.reads.filter(({ path }) => path === '/tank/note')).toEqual([{ path: '/tank/note', value: null }]);
    await plans.vote(project, approval.approvalId, 'approve');
    expect(await plans.read(project, planId)).toMatchObject({ status: 'succeeded' });
  });

  it('when what is allowed breaks in the re-check, then all of it is rolled back', async () => {
    const project = await stage.project({ ...NOTES_WAIT, limits: { budget: { daily: 12, timezone: 'UTC' } } });
    const planId = await plans.start(project, [note('a'), fill(8), note('b')], 'plan');
    const { approvalId } = await plans.carry(project, planId);
    for (let spent = 0; spent < 4; spent += 2) await stage.run(project, { actionId: 'tank.pump', inputs: { litres: 0 } }); // Moves nothing, and costs 2.
    await plans.vote(project, approvalId!, 'approve');
    const plan = await plans.read(project, planId);
    expect(plan).toMatchObject({ status: 'rejected', error: { code: 'budget_exceeded' }, executions: [{ error: { rule: 'atomicity' } }, { error: { code: 'budget_exceeded' } }, { error: { rule: 'atomicity' } }] });
    expect(await approvalOf(project, approvalId)).toMatchObject({ status: 'approved', outcomeExecutionId: plan.executions[0]?.executionId });
    expect(await plans.level(project)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6])('when a fault comes at statement %d, then neither steps nor plan have moved, and the next try does it once', async (at) => {
    const project = await stage.project();
    const planId = await plans.start(project, [fill(), fill(), fill()], 'plan');
    const broken = faultyDatabase(stage.database, async (statement, run) => {
      if (statement === at) throw new Error('the power went');
      return run();
    });
    await expect(plansOn(stage.with({ database: broken })).advance(project, planId)).rejects.toThrow('the power went');
    expect(await plans.read(project, planId)).toMatchObject({ status: 'running', executions: [] });
    await Promise.all([plans.advance(project, planId), plans.advance(project, planId)]);
    expect(await plans.read(project, planId)).toMatchObject({ status: 'succeeded' });
    expect(await plans.level(project)).toBe(3);
  });

  it('when random plans run, then the state after each is the fold of all its steps, or as it was', async () => {
    const random = seeded(20_261);
    const project = await stage.project();
    for (let round = 0; round < 60; round += 1) {
      const level = await plans.level(project);
      const litres = Array.from({ length: 1 + Math.floor(random() * 8) }, () => Math.floor(random() * 12));
      const breaks = random() < 0.4 ? Math.floor(random() * litres.length) : -1;
      const steps = litres.map((amount, index) => (index === breaks ? fill(2_000) : fill(amount)));
      const planId = await plans.start(project, steps, 'plan');
      const plan = await plans.carry(project, planId);
      const sum = litres.reduce((left, right) => left + right, 0);
      const passes = breaks < 0 && level + sum < 1_000;
      expect(plan.status).toBe(passes ? 'succeeded' : 'failed');
      expect(plan.executions).toHaveLength(litres.length);
      expect(await plans.level(project)).toBe(passes ? level + sum : level);
    }
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });
});
