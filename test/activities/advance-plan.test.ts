import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Policy } from '../../contract/policy.ts';
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
const fills = (count: number): Sent[] => Array.from({ length: count }, () => fill());
/** Notes wait for anybody but their author. */
const NOTES_WAIT: Policy = { approvals: [{ id: 'notes', when: { actions: ['tank.note'] }, requiredRole: 'operator', quorum: 1, expiresAfter: '24h' }] };

describe('advancePlan', () => {
  it('when ten steps follow one another, then one transaction of few statements runs them, each with its own row, version and event', async () => {
    const project = await stage.project();
    const planId = await plans.start(project, fills(10));
    let statements = 0;
    const counting = faultyDatabase(stage.database, (_statement, run) => {
      statements += 1;
      return run();
    });
    let reads = 0;
    const read: typeof counting.read = (text, parameters) => {
      reads += 1;
      return stage.database.read(text, parameters);
    };
    const counted = plansOn(stage.with({ database: { ...counting, read } }));
    await expect(counted.advance(project, planId)).resolves.toEqual({ status: 'succeeded', currentStep: 10 });
    expect([reads, statements]).toEqual([2, 6]);
    const { executions, status } = await plans.read(project, planId);
    expect(status).toBe('succeeded');
    expect(executions.map(({ requestId, stateVersion, trigger }) => [requestId, stateVersion, trigger])).toEqual(fills(10).map((_step, index) => [`${planId}#${index}`, index + 1, 'plan']));
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 10, state_delta: 10, state_checkpoint: 1, budget_entry: 10, event: 22 });
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it('when a plan has a hundred steps, then it is carried in ten transactions', async () => {
    const project = await stage.project();
    const planId = await plans.start(project, fills(100));
    for (let batch = 1; batch <= 10; batch += 1) {
      await expect(plans.advance(project, planId)).resolves.toEqual({ status: batch === 10 ? 'succeeded' : 'running', currentStep: batch * 10 });
    }
    expect(await plans.level(project)).toBe(100);
    expect(await readHeadRow(stage.database, project)).toMatchObject({ version: 100, chain_seq: 100 });
  });

  it.each<[string, Sent, string, string]>([
    ['is refused', { actionId: 'tank.fill', inputs: { litres: 'x' } }, 'rejected', 'input_invalid'],
    ['fails', fill(5_000), 'failed', 'invariant_violation'],
    ['wants a confirmation', { actionId: 'tank.empty' }, 'rejected', 'confirmation_required'],
  ])('when a step %s, then the plan ends there, the steps before it stay and the later ones do not run', async (_when, broken, status, code) => {
    const project = await stage.project();
    const planId = await plans.start(project, [fill(), fill(), broken, fill()]);
    expect(await plans.carry(project, planId)).toMatchObject({ status, currentStep: 2, error: { code }, executions: [{ status: 'success' }, { status: 'success' }, { status }] });
    expect(await plans.level(project)).toBe(2);
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 3 });
  });

  it('when the answer is lost after the commit, or the activity runs again, then no step runs twice and none is lost', async () => {
    const project = await stage.project();
    const planId = await plans.start(project, fills(15));
    const { database } = stage;
    const lost = { ...database, write: async <Result>(work: Parameters<typeof database.write<Result>>[0]): Promise<Result> => { await database.write(work); throw new Error('the power went'); } };
    await expect(plansOn(stage.with({ database: lost })).advance(project, planId)).rejects.toThrow('the power went');
    expect(await plans.read(project, planId)).toMatchObject({ status: 'running', currentStep: 10 });
    await Promise.all([plans.advance(project, planId), plans.advance(project, planId), plans.advance(project, planId)]);
    expect(await plans.carry(project, planId)).toMatchObject({ status: 'succeeded', currentStep: 15 });
    expect(await plans.level(project)).toBe(15);
    expect(await countRows(database, project)).toMatchObject({ execution: 15 });
  });

  it.each([1, 2, 3, 4, 5, 6].flatMap((statement) => (['before', 'after'] as const).map((how) => [statement, how] as const)))(
    'when a fault comes %d statements into the transaction (%s), then neither steps nor plan have moved, and the next try does it once',
    async (at, how) => {
      const project = await stage.project();
      const planId = await plans.start(project, fills(3));
      const before = await countRows(stage.database, project);
      const broken = faultyDatabase(stage.database, async (statement, run) => {
        if (statement === at && how === 'after') await run();
        if (statement === at) throw new Error('the power went');
        return run();
      });
      await expect(plansOn(stage.with({ database: broken })).advance(project, planId)).rejects.toThrow('the power went');
      expect(await plans.read(project, planId)).toMatchObject({ status: 'running', currentStep: 0, executions: [] });
      expect(await countRows(stage.database, project)).toEqual(before);
      expect(await plans.carry(project, planId)).toMatchObject({ status: 'succeeded', currentStep: 3 });
      expect(await plans.level(project)).toBe(3);
    },
  );

  it('when a plan is cancelled between two batches, then no later step runs', async () => {
    const project = await stage.project();
    const planId = await plans.start(project, fills(25));
    await plans.advance(project, planId);
    await plans.cancel(project, planId);
    await expect(plans.advance(project, planId)).resolves.toEqual({ status: 'cancelled', currentStep: 10 });
    expect(await plans.level(project)).toBe(10);
  });

  it('when cancelling and advancing meet, then each plan has run whole batches, and a cancelled one no more of them', async () => {
    const project = await stage.project();
    for (let round = 0; round < 8; round += 1) {
      const level = await plans.level(project);
      const planId = await plans.start(project, fills(20));
      const [carried] = await Promise.all([plans.carry(project, planId), plans.cancel(project, planId)]);
      expect(['cancelled', 'succeeded']).toContain(carried.status);
      expect(carried.executions).toHaveLength(carried.currentStep);
      expect(await plans.level(project)).toBe(level + carried.currentStep);
    }
  });

  it('when a step is held, then the steps before it stay, the plan waits with the request of that step, and goes on once it is allowed', async () => {
    const project = await stage.project(NOTES_WAIT);
    const planId = await plans.start(project, [fill(), note('a'), fill(), note('b'), fill()]);
    const waiting = await plans.carry(project, planId);
    expect(waiting).toMatchObject({ status: 'awaiting_approval', currentStep: 1, executions: [{ status: 'success' }, { status: 'pending_approval', approvalId: waiting.approvalId }] });
    expect(await plans.carry(project, planId)).toEqual(waiting);

    await expect(plans.vote(project, waiting.approvalId!, 'approve')).resolves.toMatchObject({ status: 'approved', sequel: { kind: 'plan', id: planId } });
    const second = await plans.carry(project, planId);
    expect(second).toMatchObject({ status: 'awaiting_approval', currentStep: 3 });
    expect(second.approvalId).not.toBe(waiting.approvalId);
    expect(statuses(second.executions)).toEqual(['success', 'success', 'success', 'pending_approval']);

    await plans.vote(project, second.approvalId!, 'approve');
    expect(await plans.carry(project, planId)).toMatchObject({ status: 'succeeded', currentStep: 5, error: null });
    expect(await plans.level(project)).toBe(3);
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it('when a held step is denied, then the plan is rejected there and nothing later runs', async () => {
    const project = await stage.project(NOTES_WAIT);
    const planId = await plans.start(project, [fill(), note('a'), fill()]);
    const { approvalId } = await plans.carry(project, planId);
    await plans.vote(project, approvalId!, 'deny');
    expect(await plans.carry(project, planId)).toMatchObject({ status: 'rejected', currentStep: 1, error: { code: 'approval_denied' }, executions: [{ status: 'success' }, { status: 'rejected' }] });
    expect(await plans.level(project)).toBe(1);
  });

  it('when a plan is cancelled while a step of it waits, then an allowance runs nothing any more', async () => {
    const project = await stage.project(NOTES_WAIT);
    const planId = await plans.start(project, [note('a'), fill()]);
    const { approvalId } = await plans.carry(project, planId);
    await plans.cancel(project, planId);
    await plans.vote(project, approvalId!, 'approve');
    expect(await plans.carry(project, planId)).toMatchObject({ status: 'cancelled', executions: [{ status: 'rejected', error: { code: 'approval_cancelled' } }] });
    expect(await readHeadRow(stage.database, project)).toMatchObject({ version: 0 });
  });
});
