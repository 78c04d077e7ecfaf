import { describe, expect, it } from '@jest/globals';
import type { Policy } from '../../../contract/policy.ts';
import type { Attempt } from '../../../domain/execution/attempt.ts';
import { attemptText } from '../../../domain/execution/attempt.ts';
import { type AttemptList, decideAttempts, type Recorded } from '../../../domain/execution/decide-attempts.ts';
import { openFold } from '../../../domain/execution/gather.ts';
import { chainText } from '../../../domain/execution/write-up.ts';
import { NOON, action, caller, catalog, component, gathering, head, mac, sha256 } from '../given.ts';

const COMPONENTS = [component(), component({ id: 'fuse', initialState: { limit: 5 } })];
const CATALOG = catalog([action(), action({ id: 'fuse.set', targets: ['fuse'], handle: ({ inputs }) => [{ path: ['fuse', 'limit'], value: inputs.limit ?? 0 }] })], COMPONENTS);

const attempt = (name: string, level: number, change: Partial<Attempt> = {}): Attempt => ({
  ...{ attemptId: name, projectId: 'p1', userId: 'u1', requestId: name, intent: { actionId: 'lamp.dim', inputs: { level } } },
  ...{ mode: 'assisted', confirmed: false, trigger: 'api', planId: null, turnId: null, workflowId: null },
  ...change,
});

function settle(attempts: Attempt[], change: { recorded?: Recorded[]; policy?: Policy; version?: number; checkpointEvery?: number; callers?: AttemptList['callers'] } = {}) {
  const { recorded = [], policy = {}, version = 0, checkpointEvery = 50, callers = { u1: caller(), u2: caller({ userId: 'u2', role: 'operator' }) } } = change;
  const given = gathering({ catalog: CATALOG, policy, head: head({ version, chainSeq: 7, chainHash: 'before', eventSeq: 20 }), actionIds: attempts.map(({ intent }) => intent.actionId) });
  const start = openFold(given, { components: {}, counted: {}, beforeToday: { spent: 0, succeeded: 0 }, actionSpentToday: {} });
  let minted = 0;
  const pens = { mintId: () => `id-${(minted += 1)}`, mac, sha256, keyId: 'k1' };
  return decideAttempts({ gathering: given, attempts, callers, recorded, runningPlanIds: ['p-running'], start, engine: { requireConfirmation: true }, elapsed: () => 0, checkpointEvery, pens });
}

describe('decideAttempts', () => {
  it('when attempts follow one another, then each meets what the ones before it left, and everything is numbered without a gap', () => {
    const settled = settle([attempt('a', 1), attempt('b', 1), attempt('c', 2), attempt('d', 9, { intent: { actionId: 'no.such', inputs: {} } })]);
    expect(settled.writeUps.map(({ execution }) => [execution.seq, execution.status, execution.stateVersion, execution.rateSeq])).toEqual([
      [8, 'success', 1, 1],
      [9, 'success', 1, 2],
      [10, 'success', 2, 3],
      [11, 'rejected', 2, null],
    ]);
    expect(settled.writeUps.map(({ delta, ledger }) => [delta?.version, ledger?.seq, ledger?.projectTotal])).toEqual([[1, 1, 1], [undefined, 2, 2], [2, 3, 3], [undefined, undefined, undefined]]);
    expect(settled.writeUps.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual([21, 22, 23, 24, 25, 26]);
    expect(settled.head).toMatchObject({ version: 2, chainSeq: 11, eventSeq: 26, rateSeq: 3, ledgerSeq: 3, spentTotal: 3, successTotal: 3, at: NOON });
    expect([settled.state.lamp, settled.changed]).toEqual([{ level: 2 }, { lamp: 2 }]);
  });

  it('when rows are chained, then each hash covers its row and the hash of the row before', () => {
    const { writeUps, head: after } = settle([attempt('a', 1), attempt('b', 2)]);
    let previous = 'before';
    for (const { execution } of writeUps) {
      const { hash, ...row } = execution;
      expect([row.previousHash, hash]).toEqual([previous, mac(chainText(row))]);
      previous = hash;
    }
    expect(after.chainHash).toBe(previous);
  });

  it('when the plan of a step does not run any more, then the step is left out', () => {
    const { answers, writeUps } = settle([attempt('a', 1, { planId: 'p-cancelled' }), attempt('b', 2, { planId: 'p-running' })]);
    expect(answers.map(({ attemptId }) => attemptId)).toEqual(['b']);
    expect(writeUps).toHaveLength(1);
  });

  it('when an attempt demands another version than it meets, then nothing of it is written, and the next one is decided', () => {
    const settled = settle([attempt('a', 1, { demandedVersion: 4 }), attempt('b', 2, { demandedVersion: 4 }), attempt('c', 3, { demandedVersion: 5 }), attempt('d', 4)], { version: 4 });
    expect(settled.answers.map(({ attemptId, status }) => [attemptId, status])).toEqual([['a', 'success'], ['c', 'success'], ['d', 'success']]);
    expect([settled.staleIds, settled.writeUps.map(({ execution }) => execution.stateVersion)]).toEqual([['b'], [5, 6, 7]]);
  });

  it('when an attempt that demanded a version is recorded, then it is answered from its record on any other', () => {
    const recorded: Recorded[] = [{ requestId: 'a', attemptId: 'a', executionId: 'e-old', status: 'success' }];
    expect(settle([attempt('a', 1, { demandedVersion: 0 })], { recorded, version: 3 })).toMatchObject({ answers: [{ executionId: 'e-old' }], staleIds: [] });
  });

  it('when an attempt is recorded already, then it is answered from its record and nothing moves', () => {
    const recorded: Recorded[] = [{ requestId: 'a', attemptId: 'a', executionId: 'e-old', status: 'failed' }];
    const settled = settle([attempt('a', 1)], { recorded });
    expect(settled).toMatchObject({ answers: [{ attemptId: 'a', executionId: 'e-old', status: 'failed' }], writeUps: [], changed: {} });
  });

  it('when the same attempt is in a list twice, then it runs once', () => {
    const { answers, writeUps } = settle([attempt('a', 1), attempt('a', 1)]);
    expect(writeUps).toHaveLength(1);
    expect(answers[1]).toEqual(answers[0]);
  });

  it.each<[string, Partial<Attempt>, Recorded[]]>([
    ['another intent', { attemptId: 'other', requestId: 'a' }, [{ requestId: 'a', attemptId: 'a', executionId: 'e1', status: 'success' }]],
    ['somebody else', { attemptId: 'other', requestId: 'a', userId: 'u2' }, [{ requestId: 'a', attemptId: 'a', executionId: 'e1', status: 'rejected' }]],
  ])('when a request id stands for %s already, then it is a duplicate, recorded under an id of its own', (_when, change, recorded) => {
    const settled = settle([attempt('x', 1, change)], { recorded });
    expect(settled.writeUps[0]?.execution).toMatchObject({ status: 'rejected', error: { code: 'duplicate_request', gate: null }, diff: [], cost: 0, rateSeq: null });
    expect(settled.writeUps[0]?.execution.requestId).toMatch(/^id-/);
    expect(settled.writeUps[0]?.execution.trace.every(({ verdict }) => verdict === 'skipped')).toBe(true);
  });

  it('when two intents of one list have the same request id, then the second is the duplicate', () => {
    const { answers } = settle([attempt('a', 1), attempt('b', 2, { requestId: 'a' })]);
    expect(answers.map(({ status }) => status)).toEqual(['success', 'rejected']);
  });

  it('when somebody has no role, then he is refused', () => {
    expect(settle([attempt('a', 1, { userId: 'stranger' })]).writeUps[0]?.execution.errorCode).toBe('action_not_visible');
  });

  it('when a budget ends within a list, then the rest is refused', () => {
    const { answers } = settle([1, 2, 3, 4].map((level) => attempt(`a${level}`, level)), { policy: { limits: { budget: { daily: 2, timezone: 'UTC' } } } });
    expect(answers.map(({ status }) => status)).toEqual(['success', 'success', 'rejected', 'rejected']);
  });

  it('when versions pass several checkpoints in one list, then each of them is kept as the state was then', () => {
    const { checkpoints } = settle([1, 2, 3, 4, 5, 6, 7].map((level) => attempt(`a${level}`, level)), { version: 1, checkpointEvery: 3 });
    expect(checkpoints.map(({ version, state }) => [version, state.lamp, state.fuse])).toEqual([
      [3, { level: 2 }, { limit: 5 }],
      [6, { level: 5 }, { limit: 5 }],
    ]);
  });

  it('when a success changes nothing at a version that has its checkpoint, then there is no second one', () => {
    expect(settle([attempt('a', 0)], { version: 3, checkpointEvery: 3 }).checkpoints).toEqual([]);
  });

  it('when different components change, then each has the version of its own change', () => {
    const { changed } = settle([attempt('a', 1), attempt('b', 0, { intent: { actionId: 'fuse.set', inputs: { limit: 9 } } })]);
    expect(changed).toEqual({ lamp: 1, fuse: 2 });
  });
});

describe('attemptText', () => {
  it('when intents differ in the order of their keys alone, then they are the same attempt', () => {
    const named = (inputs: { [key: string]: number }) => attemptText(attempt('a', 0, { intent: { actionId: 'x', inputs } }));
    expect(named({ a: 1, b: 2 })).toBe(named({ b: 2, a: 1 }));
    expect(named({ a: 1, b: 2 })).not.toBe(named({ a: 1, b: 3 }));
  });

  it('when mode or confirmation differ, then it is the same attempt; with another user, project, request or action it is not', () => {
    const text = attemptText(attempt('a', 1));
    expect(attemptText(attempt('a', 1, { mode: 'autonomous', confirmed: true }))).toBe(text);
    for (const change of [{ userId: 'u2' }, { projectId: 'p2' }, { requestId: 'z' }, { intent: { actionId: 'lamp.dim@v1', inputs: { level: 1 } } }]) {
      expect(attemptText(attempt('a', 1, change))).not.toBe(text);
    }
  });
});
