import { describe, expect, it } from '@jest/globals';
import type { Policy } from '../../../contract/policy.ts';
import { decideAttempts } from '../../../domain/execution/decide-attempts.ts';
import { lookupFor, openFold } from '../../../domain/execution/gather.ts';
import { NOON, caller, gathering, head, mac, seeded, sha256 } from '../given.ts';

type Limits = NonNullable<NonNullable<Policy['limits']>['rate']>;

/** A project whose history is a list of instants, as the execution rows hold it; `run` decides a list of intents at once. */
function project(limits: Limits) {
  const history: number[] = [];
  const run = (now: number, count: number) => {
    const given = gathering({
      now,
      policy: { limits: { rate: limits } },
      head: head({ at: history.at(-1) ?? now, rateSeq: history.length }),
      actionIds: Array.from({ length: count }, () => 'lamp.dim'),
    });
    const counted = Object.fromEntries(lookupFor(given).rateSeqs.map((seq) => [seq, history[seq - 1]!]));
    const start = openFold(given, { components: {}, counted, beforeToday: { spent: 0, succeeded: 0 }, actionSpentToday: {} });
    const attempts = given.actionIds.map((actionId, index) => ({
      ...{ attemptId: `a${now}-${index}`, projectId: 'p1', userId: 'u1', requestId: `r${now}-${index}`, intent: { actionId, inputs: {} } },
      ...{ mode: 'assisted' as const, confirmed: false, trigger: 'api' as const, planId: null, turnId: null, workflowId: null },
    }));
    const pens = { mintId: () => 'id', mac, sha256, keyId: 'k1' };
    const settled = decideAttempts({ gathering: given, attempts, callers: { u1: caller() }, recorded: [], runningPlanIds: [], start, engine: { requireConfirmation: true }, elapsed: () => 0, checkpointEvery: 50, pens });
    for (const { execution } of settled.writeUps) if (execution.rateSeq !== null) history.push(now);
    return settled.writeUps.map(({ execution }) => execution);
  };
  return { run, history };
}

/** The definition itself: pass while fewer than the limit lie in the window that ends now. */
function naive(history: readonly number[], now: number, { perMinute = Infinity, perHour = Infinity }: Limits): boolean {
  const within = (ms: number) => history.filter((at) => at > now - ms).length;
  return within(60_000) < perMinute && within(3_600_000) < perHour;
}

describe('rate', () => {
  it.each<[Limits, number]>([
    [{ perMinute: 3 }, 20_000],
    [{ perMinute: 1 }, 60_000],
    [{ perHour: 5 }, 900_000],
    [{ perMinute: 2, perHour: 7 }, 200_000],
    [{ perMinute: 50, perHour: 4 }, 600_000],
    [{ perMinute: 0 }, 1_000],
    [{ perHour: 0, perMinute: 9 }, 1_000],
  ])('when the limits are %j and intents come in random lists, then exactly those pass that a count of the sliding windows lets pass', (limits, pace) => {
    for (let seed = 1; seed <= 3; seed += 1) {
      const random = seeded(seed);
      const { run } = project(limits);
      const passed: number[] = [];
      let now = NOON;
      for (let round = 0; round < 60; round += 1) {
        now += random() < 0.2 ? 0 : random() < 0.3 ? 60_000 : Math.floor(random() * pace);
        const count = 1 + Math.floor(random() * 4);
        for (const { status } of run(now, count)) {
          expect(status).toBe(naive(passed, now, limits) ? 'success' : 'rejected');
          if (status === 'success') passed.push(now);
        }
      }
    }
  });

  it.each([
    [59_999, 'rejected', 1],
    [60_000, 'success', undefined],
    [58_999, 'rejected', 2],
    [0, 'rejected', 60],
  ])('when the full window began %d ms ago, then the next is %s and may come after %s s', (later, status, retryAfterSeconds) => {
    const { run } = project({ perMinute: 2 });
    run(NOON, 2);
    const [execution] = run(NOON + later, 1);
    expect(execution).toMatchObject({ status, ...(retryAfterSeconds && { error: { code: 'rate_limit', gate: 'rate', retryAfterSeconds } }) });
  });

  it('when both windows are full, then the wait is for the later one, and whoever waits that long passes', () => {
    const { run } = project({ perMinute: 2, perHour: 2 });
    run(NOON, 1);
    run(NOON + 12_345, 1);
    const [refused] = run(NOON + 50_000, 1);
    expect(refused).toMatchObject({ status: 'rejected', error: { rule: 'limits.rate.perHour', retryAfterSeconds: 3_550 } });
    expect(run(NOON + 50_000 + 3_549_000, 1)[0]?.status).toBe('rejected');
    expect(run(NOON + 50_000 + 3_550_000, 1)[0]?.status).toBe('success');
  });

  it('when a list is longer than the limit, then its first ones pass and the others say when to come again', () => {
    const { run } = project({ perMinute: 3 });
    expect(run(NOON, 5).map(({ status, error }) => [status, error?.retryAfterSeconds])).toEqual([
      ['success', undefined],
      ['success', undefined],
      ['success', undefined],
      ['rejected', 60],
      ['rejected', 60],
    ]);
  });
});
