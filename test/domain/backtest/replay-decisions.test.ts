import { describe, expect, it } from '@jest/globals';
import type { Policy } from '../../../contract/policy.ts';
import { outcomeOf } from '../../../domain/backtest/recorded-decision.ts';
import { NOON, seeded } from '../given.ts';
import { type Asked, backtest, PEOPLE, recordHistory } from './history.ts';

const MINUTE = 60_000;

const dim = (at: number, change: Partial<Asked> = {}): Asked => ({ at: NOON + at * 1_000, actionId: 'lamp.dim', inputs: { level: at % 5 }, userId: 'ada', ...change });
const rule = (change: object) => ({ id: 'rule', priority: 0, effect: 'reject', when: true, enforcement: 'enforce', requiredRole: 'admin', quorum: 1, expiresAfter: '24h', ...change }) as const;
const hold = (change: object = {}) => ({ id: 'hold', when: {}, requiredRole: 'admin', quorum: 1, expiresAfter: '24h', ...change }) as const;
const bright = { '>=': [{ val: ['state', 'lamp', 'level'] }, 3] };

/** What the requests of a history would have come to, in their order. */
function become(asked: readonly Asked[], before: Policy, candidate: Policy) {
  const decisions = recordHistory(before, asked);
  const report = backtest(decisions, { before, candidate });
  return { ...report, flips: report.flips.map(({ was, is }) => `${was} → ${is}`), was: decisions.map(outcomeOf) };
}

describe('openReplay', () => {
  it.each<[string, Asked[], Policy, Policy, { flips: string[]; cost?: object; approvals?: object }]>([
    ['a rule forbids what was done', [dim(0), dim(1, { actionId: 'lamp.raise' })], {}, { rules: [rule({ actions: ['*.raise'] })] }, { flips: ['success → policy_rule_rejection'], cost: { was: 2, is: 1 } }],
    ['a rule asks for the state of that time', [dim(1), dim(4), dim(2)], {}, { rules: [rule({ when: bright })] }, { flips: ['success → policy_rule_rejection'] }],
    ['a rule is lifted', [dim(1), dim(2)], { rules: [rule({})] }, {}, { flips: ['policy_rule_rejection → success', 'policy_rule_rejection → success'], cost: { was: 0, is: 2 } }],
    ['the quota grows', [dim(1), dim(2), dim(3), dim(4)], { limits: { quota: { perDay: 1 } } }, { limits: { quota: { perDay: 3 } } }, { flips: ['quota_exceeded → success', 'quota_exceeded → success'] }],
    ['what is refused leaves room for what comes later', [dim(1), dim(2, { actionId: 'lamp.raise' }), dim(3)], { limits: { quota: { perDay: 2 } } }, { limits: { quota: { perDay: 2 } }, rules: [rule({ actions: ['lamp.raise'] })] }, { flips: ['success → policy_rule_rejection', 'quota_exceeded → success'] }],
    ['the rate sinks', [dim(0), dim(1), dim(70), dim(71)], {}, { limits: { rate: { perMinute: 1 } } }, { flips: ['success → rate_limit', 'success → rate_limit'] }],
    ['the budget of an action sinks', [dim(1, { actionId: 'lamp.raise', inputs: { level: 4 } }), dim(2, { actionId: 'lamp.raise', inputs: { level: 4 } })], {}, { actionBudgets: { 'lamp.raise': { daily: 5 } } }, { flips: ['success → action_budget_exceeded'], cost: { was: 8, is: 4 } }],
    ['it has to wait for people', [dim(1), dim(2)], {}, { approvals: [hold()] }, { flips: ['success → pending_approval', 'success → pending_approval'], cost: { was: 2, is: 0 }, approvals: { was: 0, is: 2 } }],
    ['it need not wait any more', [dim(1, { verdict: 'allow' }), dim(2, { verdict: 'approval_denied' }), dim(3)], { approvals: [hold()] }, {}, { flips: ['pending_approval → success', 'pending_approval → success', 'pending_approval → success'], cost: { was: 1, is: 3 }, approvals: { was: 3, is: 0 } }],
    ['others may allow it', [dim(1, { verdict: 'allow' }), dim(2, { verdict: 'approval_denied' })], { approvals: [hold()] }, { approvals: [hold({ id: 'other', quorum: 2 })] }, { flips: [], cost: { was: 1, is: 1 }, approvals: { was: 2, is: 2 } }],
    ['an allowed one breaks the budget later', [dim(1, { verdict: 'allow', actionId: 'lamp.raise', inputs: { level: 4 } })], { approvals: [hold()] }, { approvals: [hold()], limits: { budget: { daily: 3, timezone: 'UTC' } } }, { flips: ['pending_approval → budget_exceeded'], cost: { was: 4, is: 0 } }],
    ['a mapping lets a guest in', [dim(1, { userId: 'gus' })], {}, { roleMappings: [{ role: 'operator', when: { ends_with: [{ val: ['user', 'email'] }, '@staff.example'] } }] }, { flips: ['action_not_visible → success'] }],
    ['what was opened needs a confirmation that is missing', [dim(1, { actionId: 'lamp.reset' })], { rules: [rule({})] }, {}, { flips: ['policy_rule_rejection → confirmation_required'] }],
    ['no policy could change the no', [dim(1, { userId: 'vera' }), dim(2, { actionId: 'no.such' }), dim(3, { actionId: 'lamp.reset' })], {}, { limits: { quota: { perDay: 0 } } }, { flips: ['confirmation_required → quota_exceeded'] }],
    ['a rule is only in the shadow', [dim(1)], {}, { rules: [rule({ enforcement: 'shadow' })] }, { flips: [] }],
    ['a rule errs', [dim(1)], {}, { rules: [rule({ when: { '<': [{ val: ['inputs', 'none'] }, 1] } })] }, { flips: ['success → policy_error'] }],
    ['the windows are shut', [dim(1)], {}, { executionWindows: [{ days: ['sun'], from: '00:00', to: '01:00', timezone: 'UTC' }] }, { flips: ['success → execution_window_violation'] }],
  ])('when %s, then exactly that flips', (_when, asked, before, candidate, { flips, ...counted }) => {
    expect(become(asked, before, candidate)).toMatchObject({ flips, flipCount: flips.length, replayed: asked.length, ...counted });
  });

  it('when it begins later, then what came before counts for the limits and is not judged', () => {
    const decisions = recordHistory({}, [dim(0), dim(10), dim(20), dim(100)]);
    const candidate: Policy = { limits: { rate: { perMinute: 2 } } };
    const report = backtest(decisions, { before: {}, candidate, from: NOON + 20_000 });
    expect(report).toMatchObject({ replayed: 2, flipCount: 1, flips: [{ executionId: decisions[2]?.executionId, was: 'success', is: 'rate_limit' }] });
  });

  it('when more flips than are listed, then all are counted and grouped', () => {
    const asked = Array.from({ length: 1_500 }, (_, index) => dim(index, { userId: index % 3 === 0 ? 'otto' : 'ada' }));
    const report = backtest(recordHistory({}, asked), { before: {}, candidate: { rules: [rule({})] } });
    expect([report.flipCount, report.flips.length]).toEqual([1_500, 1_000]);
    expect(report.groups.map(({ userId, count }) => [userId, count])).toEqual([['ada', 1_000], ['otto', 500]]);
  });

  it('when an action is not loaded any more, then its decisions stay as they were and are told', () => {
    const [decision] = recordHistory({}, [dim(1)]);
    const report = backtest([{ ...decision!, actionId: 'gone.away@v1' }], { before: {}, candidate: { rules: [rule({})] } });
    expect(report).toMatchObject({ unknown: 1, flipCount: 0, cost: { was: 1, is: 1 } });
  });

  it('when an input is known only by its hash, then the rules see the hash and the decision is told', () => {
    const decisions = recordHistory({}, [dim(1, { actionId: 'lamp.lock', inputs: { code: 1 } })]);
    expect(decisions[0]?.intent.inputs).toMatchObject({ code: { redacted: true } });
    const report = backtest(decisions, { before: {}, candidate: { rules: [rule({ when: { '===': [{ val: ['inputs', 'code', 'redacted'] }, true] } })] } });
    expect(report).toMatchObject({ redacted: 1, flips: [{ is: 'policy_rule_rejection' }] });
  });
});

/** Histories and policies at random, from a seed. */
function randomly(seed: number) {
  const random = seeded(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const maybe = <T extends object>(part: T): Partial<T> => (random() < 0.5 ? part : {});
  const policy = (mayHold: boolean): Policy => ({
    limits: {
      ...maybe({ rate: { perMinute: pick([0, 2, 5]), perHour: pick([10, 40]) } }),
      ...maybe({ quota: { perDay: pick([5, 30, 100]) } }),
      ...maybe({ budget: { daily: pick([10, 60, 1_000]), timezone: 'UTC' } }),
    },
    ...maybe({ actionBudgets: { 'lamp.raise': { daily: pick([3, 20]) } } }),
    ...maybe({ executionWindows: [{ days: ['mon', 'tue'], from: pick(['06:00', '12:00']), to: pick(['18:00', '14:00']), timezone: pick(['UTC', 'Europe/Berlin']) }] }),
    ...maybe({ rules: [rule({ actions: pick([['lamp.*'], ['*.dim'], ['no.*']]), effect: pick(mayHold ? ['reject', 'require_approval'] : ['reject']), when: { '>': [{ val: ['inputs', 'level'] }, pick([1, 3, 4])] } })] }),
    ...(mayHold && maybe({ approvals: [hold({ when: { minCost: pick([2, 5]) } })] })),
    ...maybe({ roleMappings: [{ role: 'operator', when: { ends_with: [{ val: ['user', 'email'] }, '@staff.example'] } }] }),
  });
  const asked = (count: number): Asked[] => {
    let at = NOON - 7 * 86_400_000;
    return Array.from({ length: count }, () => {
      at += Math.floor(random() * 20 * MINUTE * (random() < 0.8 ? 0.05 : 1));
      const name = pick(['lamp.dim', 'lamp.raise', 'lamp.reset', 'no.such']);
      return { at, actionId: name, inputs: { level: Math.floor(random() * 6) }, userId: pick([...PEOPLE.keys()]), confirmed: random() < 0.5, ...(random() < 0.7 && { verdict: pick(['allow', 'approval_denied'] as const) }) };
    });
  };
  return { policy, asked };
}

describe('a backtest of random histories', () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed))('when the same policy is replayed (seed %i), then nothing flips, and costs and approvals are what they were', (seed) => {
    const { policy, asked } = randomly(seed);
    const before = policy(true);
    const report = backtest(recordHistory(before, asked(150)), { before, candidate: before });
    expect(report).toMatchObject({ replayed: 150, flips: [], unknown: 0 });
    expect([report.cost.is, report.approvals.is]).toEqual([report.cost.was, report.approvals.was]);
  });

  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1_000))('when the candidate is another one (seed %i), then it comes to what the same requests come to under it', (seed) => {
    const { policy, asked } = randomly(seed);
    const [before, candidate] = [policy(false), policy(false)];
    const requests = asked(150);
    const was = recordHistory(before, requests);
    const is = recordHistory(candidate, requests);
    const report = backtest(was, { before, candidate });
    const expected = was.flatMap((decision, index) => (outcomeOf(decision) === outcomeOf(is[index]!) ? [] : [{ executionId: decision.executionId, userId: decision.userId, was: outcomeOf(decision), is: outcomeOf(is[index]!) }]));
    expect(report.flips).toEqual(expected);
    expect(report.cost.is).toBe(is.reduce((sum, { cost }) => sum + cost, 0));
  });
});
