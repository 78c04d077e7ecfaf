import { describe, expect, it } from '@jest/globals';
import { GateName } from '../../contract/decision.ts';
import { decide } from '../../domain/decide.ts';
import type { Facts } from '../../domain/facts.ts';
import { NOON, action, caller, condition, facts } from './given.ts';

const GATES = GateName.options;
const usage = (change: Partial<Facts['usage']>) => ({ usage: { ...facts().usage, ...change } });
const throwing = () => {
  throw new Error('boom');
};

const REFUSALS: [string, string, string, Partial<Facts>, object?][] = [
  ['the project is locked', 'lifecycle', 'project_locked', { project: { status: 'locked' } }],
  ['the project is archived', 'lifecycle', 'project_archived', { project: { status: 'archived' } }],
  ['there is no such action', 'action', 'unknown_action', { action: undefined }],
  ['an operator names a developer action', 'visibility', 'action_not_visible', { caller: caller({ userId: 'u', role: 'operator' }), action: action({ visibility: 'developer' }) }],
  ['somebody without a role asks', 'visibility', 'action_not_visible', { caller: caller({ userId: 'u', role: null }) }],
  ['a viewer asks', 'role', 'permission_denied', { caller: caller({ userId: 'u', role: 'viewer' }) }],
  ['an operator asks for high risk', 'role', 'permission_denied', { caller: caller({ userId: 'u', role: 'operator' }), action: action({ risk: 'high' }) }],
  [
    'the inputs break the schema',
    'schema',
    'input_invalid',
    { action: action({ checkInputs: () => ({ ok: false, issues: [{ path: '/inputs/level', message: 'is required' }], missing: [{ name: 'level', schema: { type: 'integer' } }] }) }) },
    { issues: [{ path: '/inputs/level', message: 'is required' }], missing: [{ name: 'level', schema: { type: 'integer' } }] },
  ],
  ['the minute is full', 'rate', 'rate_limit', { policy: { limits: { rate: { perMinute: 1 } } }, ...usage({ rate: { perMinute: [NOON - 59_999] } }) }, { rule: 'limits.rate.perMinute', retryAfterSeconds: 1 }],
  ['the hour is full', 'rate', 'rate_limit', { policy: { limits: { rate: { perHour: 1 } } }, ...usage({ rate: { perHour: [NOON - 1] } }) }, { rule: 'limits.rate.perHour', retryAfterSeconds: 3_600 }],
  ['the quota is used up', 'quota', 'quota_exceeded', { policy: { limits: { quota: { perDay: 3 } } }, ...usage({ succeededToday: 3 }) }],
  ['the quota is nothing', 'quota', 'quota_exceeded', { policy: { limits: { quota: { perDay: 0 } } } }],
  ['the cost is one over what is left', 'budget', 'budget_exceeded', { policy: { limits: { budget: { daily: 500, timezone: 'UTC' } } }, ...usage({ spentToday: 500 }) }],
  ['the cost is a hundredth over', 'budget', 'budget_exceeded', { policy: { limits: { budget: { daily: 1, timezone: 'UTC' } } }, ...usage({ spentToday: 0.01 }) }],
  ['the action has used up its own budget', 'budget', 'action_budget_exceeded', { policy: { actionBudgets: { 'lamp.dim': { daily: 1 } } }, ...usage({ actionSpentToday: { 'lamp.dim': 0.5 } }) }, { rule: 'actionBudgets.lamp.dim' }],
  ['the cost cannot be worked out', 'budget', 'invalid_intent', { action: action({ cost: throwing }) }],
  [
    'a precondition does not hold',
    'preconditions',
    'precondition_failed',
    { action: action({ preconditions: [condition(), condition({ id: 'is-off', description: 'the lamp is off', holds: () => false })] }) },
    { preconditionId: 'is-off', rule: 'is-off', detail: 'It needs that the lamp is off.' },
  ],
  ['a precondition errs', 'preconditions', 'precondition_error', { action: action({ preconditions: [condition({ id: 'odd', holds: throwing })] }) }, { preconditionId: 'odd' }],
  ['it was not confirmed', 'confirmation', 'confirmation_required', { action: action({ confirmation: true }) }],
  ['the schema check throws', 'schema', 'invalid_intent', { action: action({ checkInputs: throwing }) }],
];

describe('decide', () => {
  it.each(REFUSALS)('when %s, then the gate %s refuses with %s and later gates are skipped', (_when, gate, code, given, error = {}) => {
    const decision = decide(facts(given));
    const at = GATES.indexOf(GateName.parse(gate));

    expect(decision).toMatchObject({ verdict: 'refuse', error: { code, gate, ...error } });
    expect(decision.trace.map((line) => line.gate)).toEqual(GATES);
    expect(decision.trace.map((line) => line.verdict)).toEqual(GATES.map((_, index) => (index < at ? 'pass' : index === at ? 'refuse' : 'skipped')));
    expect(decision.trace[at]?.reason).toBe(decision.verdict === 'refuse' ? decision.error.detail : '');
  });

  it('when everything is in order, then all thirteen gates pass in their order', () => {
    expect(decide(facts()).trace.map(({ gate, verdict }) => [gate, verdict])).toEqual(GATES.map((gate) => [gate, 'pass']));
  });

  it('when several gates would refuse, then the first one decides', () => {
    const bad: Partial<Facts> = { policy: { limits: { quota: { perDay: 0 }, budget: { daily: 0, timezone: 'UTC' } } }, action: action({ confirmation: true, risk: 'high' }) };
    expect(decide(facts({ ...bad, caller: caller({ userId: 'u', role: 'operator' }) }))).toMatchObject({ error: { code: 'permission_denied' } });
    expect(decide(facts(bad))).toMatchObject({ error: { code: 'quota_exceeded' } });
    expect(decide(facts({ ...bad, policy: {} }))).toMatchObject({ error: { code: 'confirmation_required' } });
    expect(decide(facts({ ...bad, project: { status: 'locked' }, action: undefined }))).toMatchObject({ error: { code: 'project_locked' } });
  });

  it('when defaults were filled in, then cost, preconditions and the decision see them', () => {
    const seen: unknown[] = [];
    const known = action({
      checkInputs: (inputs) => ({ ok: true, inputs: { level: 7, ...inputs } }),
      cost: (inputs) => Number(inputs.level),
      preconditions: [condition({ holds: ({ inputs }) => seen.push(inputs) > 0 })],
    });
    const decision = decide(facts({ action: known, intent: { actionId: 'lamp.dim', inputs: {}, mode: 'assisted', confirmed: false } }));
    expect(decision).toMatchObject({ verdict: 'pass', inputs: { level: 7 }, cost: 7 });
    expect(seen).toEqual([{ level: 7 }]);
  });

  it.each([
    ['it is confirmed', { intent: { ...facts().intent, confirmed: true } }],
    ['the engine asks for none', { engine: { requireConfirmation: false } }],
  ])('when an action needs a confirmation and %s, then it passes', (_when, given) => {
    expect(decide(facts({ action: action({ confirmation: true }), ...given })).verdict).toBe('pass');
  });

  it.each([
    ['the cost is exactly what is left', { policy: { limits: { budget: { daily: 500, timezone: 'UTC' } } }, ...usage({ spentToday: 499 }) }],
    ['tenths add up to exactly the budget', { policy: { limits: { budget: { daily: 0.3, timezone: 'UTC' } } }, action: action({ cost: () => 0.1 }), ...usage({ spentToday: 0.1 + 0.1 }) }],
    ['the blocking one has just left the minute', { policy: { limits: { rate: { perMinute: 1 } } }, ...usage({ rate: { perMinute: [NOON - 60_000] } }) }],
    ['the windows are not full yet', { policy: { limits: { rate: { perMinute: 5, perHour: 9 } } }, ...usage({ rate: { perMinute: [null], perHour: [null] } }) }],
    ['nothing is allowed, but it costs nothing', { policy: { limits: { budget: { daily: 0, timezone: 'UTC' } } }, action: action({ cost: () => 0 }) }],
    ['one is left of the quota', { policy: { limits: { quota: { perDay: 3 } } }, ...usage({ succeededToday: 2 }) }],
  ] satisfies [string, Partial<Facts>][])('when %s, then it passes', (_when, given) => {
    expect(decide(facts(given)).verdict).toBe('pass');
  });

  it('when a gate takes time, then its trace line says how long', () => {
    let now = 0;
    const decision = decide(facts({ elapsed: () => (now += 0.25) }));
    expect(decision.trace.map(({ ms }) => ms)).toEqual(GATES.map(() => 0.25));
  });
});
