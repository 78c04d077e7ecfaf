import { describe, expect, it } from '@jest/globals';
import { Policy } from '../../../contract/policy.ts';
import { decide } from '../../../domain/decide.ts';
import type { Facts } from '../../../domain/facts.ts';
import { compileRulebook } from '../../../domain/policy/rulebook.ts';
import { action, caller, condition, facts, NOON } from '../given.ts';

const errs = { '+': [{ val: ['inputs', 'nothing'] }, 1] };

/** What the gates say under a policy as it is written. */
function decideUnder(written: unknown, change: Partial<Facts> = {}) {
  const policy = Policy.parse(written);
  return decide(facts({ ...change, policy, rulebook: compileRulebook(policy) }));
}
const rules = (...written: unknown[]) => ({ rules: written });
const reject = (id: string, more: object = {}) => ({ id, effect: 'reject', ...more });
const ask = (id: string, more: object = {}) => ({ id, effect: 'require_approval', ...more });
const shadowOf = (decision: ReturnType<typeof decide>) => decision.trace.flatMap(({ shadow }) => shadow ?? []);

describe('rules', () => {
  it.each([
    ['the one with the higher priority is later in the file', rules(reject('low'), reject('high', { priority: 5 })), 'high'],
    ['priorities are equal', rules(reject('first'), reject('second')), 'first'],
    ['one has a negative priority', rules(reject('last', { priority: -1 }), reject('first')), 'first'],
    ['the first does not hold', rules(reject('first', { when: false }), reject('second')), 'second'],
    ['the first is for another action', rules(reject('first', { actions: ['demo.*'] }), reject('second', { actions: ['lamp.*'] })), 'second'],
    ['one that allows comes before', rules({ id: 'open', effect: 'allow', priority: 9 }, reject('second')), 'second'],
    ['one that asks comes after', rules(reject('first'), ask('second')), 'first'],
  ])('when several reject and %s, then the first in order decides', (_when, policy, rule) => {
    expect(decideUnder(policy)).toMatchObject({ verdict: 'refuse', error: { code: 'policy_rule_rejection', gate: 'policy', rule } });
  });

  it('when one that asks comes before one that rejects, then it is held, and what no rule forbids passes', () => {
    expect(decideUnder(rules(ask('first', { priority: 1 }), reject('second')))).toMatchObject({ verdict: 'hold', holds: [{ rule: 'first' }] });
    expect(decideUnder(rules(reject('other', { actions: ['demo.*'] }))).verdict).toBe('pass');
  });

  it.each([
    ['the state', { '==': [{ val: ['state', 'lamp', 'level'] }, 0] }],
    ['the inputs', { '==': [{ val: ['inputs', 'level'] }, 3] }],
    ['who asks', { ends_with: [{ val: ['user', 'email'] }, '@house.example'] }],
    ['his name and organization', { and: [{ '==': [{ val: ['user', 'name'] }, 'Ada'] }, { '==': [{ val: ['user', 'organization'] }, 'House'] }] }],
    ['his claims', { in: ['ops', { val: ['user', 'claims', 'groups'] }] }],
    ['his role', { in: ['admin', { val: ['roles'] }] }],
    ['the action', { and: [{ '==': [{ val: ['action', 'id'] }, 'lamp.dim'] }, { '==': [{ val: ['action', 'risk'] }, 'low'] }, { '==': [{ val: ['action', 'cost'] }, 1] }] }],
    ['the time', { and: [{ '==': [{ val: ['now', 'hour'] }, 12] }, { '==': [{ val: ['now', 'weekday'] }, 'mon'] }, { starts_with: [{ val: ['now', 'iso'] }, '2026-06-15T'] }] }],
    ['what is not there', { '==': [{ val: ['state', 'nothing', 'at', 'all'] }, null] }],
  ])('when a rule asks for %s, then it sees it', (_what, when) => {
    const asking = caller({ email: 'ada@house.example', name: 'Ada', organization: 'House', claims: { groups: ['ops'] } });
    expect(decideUnder(rules(reject('sees', { when })), { caller: asking })).toMatchObject({ error: { rule: 'sees', code: 'policy_rule_rejection' } });
    expect(decideUnder(rules(reject('sees', { when: { '!': when } })), { caller: asking }).verdict).toBe('pass');
  });

  it('when a rule has a message, then the refusal is worded by it', () => {
    expect(decideUnder(rules(reject('x', { message: 'Maintenance is on.' })))).toMatchObject({ error: { detail: 'Maintenance is on.' } });
  });

  it.each(['reject', 'require_approval', 'allow'])('when a rule that would %s errs, then it refuses and names itself', (effect) => {
    expect(decideUnder(rules({ id: 'odd', effect, when: errs }))).toMatchObject({ verdict: 'refuse', error: { code: 'policy_error', gate: 'policy', rule: 'odd', detail: expect.stringContaining('odd') } });
  });

  it('when a rule comes to an object, then that is an error and no yes', () => {
    expect(decideUnder(rules(reject('odd', { when: { val: ['state'] } })))).toMatchObject({ error: { code: 'policy_error', rule: 'odd' } });
  });
});

describe('rules in shadow', () => {
  const shadow = { enforcement: 'shadow' };

  it.each([
    ['rejects', reject('s', shadow), { rule: 's', effect: 'reject', reason: expect.any(String) }],
    ['asks', ask('s', shadow), { rule: 's', effect: 'require_approval', reason: expect.any(String) }],
    ['errs', reject('s', { ...shadow, when: errs }), { rule: 's', effect: 'error', reason: expect.stringContaining('could not be judged') }],
  ])('when one %s, then the trace has it and the decision is as without it', (_when, rule, line) => {
    const same = { action: action() };
    const decision = decideUnder(rules(rule), same);
    expect(shadowOf(decision)).toEqual([line]);
    const without = decideUnder({}, same);
    expect({ ...decision, trace: null }).toEqual({ ...without, trace: null });
    expect(decision.trace.map(({ shadow: _shadow, ...line }) => line)).toEqual(without.trace);
  });

  it('when one stands before an enforced one, then the enforced one decides and the trace has both', () => {
    const decision = decideUnder(rules(reject('s', { ...shadow, priority: 1 }), reject('real')));
    expect(decision).toMatchObject({ error: { rule: 'real' } });
    expect(shadowOf(decision)).toMatchObject([{ rule: 's' }]);
  });

  it('when one does not hold, then nothing is noted', () => {
    expect(shadowOf(decideUnder(rules(reject('s', { ...shadow, when: false }))))).toEqual([]);
  });
});

describe('approvals', () => {
  const costing = (cost: number) => ({ action: action({ cost: () => cost, fixedCost: cost }) });

  it.each([
    ['the cost is reached', { minCost: 20 }, costing(20), true],
    ['the cost is a little less', { minCost: 20 }, costing(19.99), false],
    ['the risk is reached', { minRisk: 'medium' }, { action: action({ risk: 'medium' }) }, true],
    ['the risk is higher', { minRisk: 'medium' }, { action: action({ risk: 'high' }) }, true],
    ['the risk is lower', { minRisk: 'medium' }, {}, false],
    ['cost and risk are both asked for and one is missing', { minCost: 1, minRisk: 'high' }, costing(5), false],
    ['the action is named', { actions: ['lamp.*'] }, {}, true],
    ['another action is named', { actions: ['demo.*'] }, {}, false],
    ['nothing is asked for', {}, {}, true],
  ])('when %s, then that decides', (_when, when, change, isHeld) => {
    expect(decideUnder({ approvals: [{ id: 'a', when }] }, change).verdict).toBe(isHeld ? 'hold' : 'pass');
  });

  it.each([
    ['an operator, who is named', ['operator'], 'operator', true],
    ['an admin, who is not named', ['operator'], 'admin', false],
    ['an admin, where both are named', ['operator', 'admin'], 'admin', true],
  ] as const)('when %s asks, then the roles of the rule decide', (_who, roles, role, isHeld) => {
    expect(decideUnder({ approvals: [{ id: 'a', roles }] }, { caller: caller({ role }) }).verdict).toBe(isHeld ? 'hold' : 'pass');
  });

  it('when no roles are named, then it also holds who has the required role himself', () => {
    expect(decideUnder({ approvals: [{ id: 'a', requiredRole: 'operator' }] }).verdict).toBe('hold');
  });

  it('when a rule and approvals hold, then all are told and none stops a later gate', () => {
    const written = { approvals: [{ id: 'a', requiredRole: 'operator', quorum: 3 }, { id: 'b', expiresAfter: '90s' }], rules: [ask('r', { requiredRole: 'operator', quorum: 2, expiresAfter: '1h' })] };
    expect(decideUnder(written)).toMatchObject({
      verdict: 'hold',
      holds: [
        { gate: 'policy', rule: 'r', requiredRole: 'operator', quorum: 2, expiresAfterMs: 3_600_000 },
        { gate: 'approval', rule: 'a', requiredRole: 'operator', quorum: 3, expiresAfterMs: 86_400_000 },
        { gate: 'approval', rule: 'b', requiredRole: 'admin', quorum: 1, expiresAfterMs: 90_000 },
      ],
    });
    expect(decideUnder(written, { action: action({ preconditions: [condition({ holds: () => false })] }) })).toMatchObject({ verdict: 'refuse', error: { code: 'precondition_failed' } });
    expect(decideUnder(written, { isGranted: true }).verdict).toBe('pass');
  });

  it('when people have granted it, then a rule that rejects still refuses', () => {
    expect(decideUnder({ approvals: [{ id: 'a' }], rules: [reject('no')] }, { isGranted: true })).toMatchObject({ error: { rule: 'no' } });
  });
});

describe('role mappings', () => {
  const { roleOf } = compileRulebook(
    Policy.parse({
      roleMappings: [
        { role: 'admin', when: errs },
        { role: 'operator', when: { ends_with: [{ val: ['user', 'email'] }, '@staff.example'] } },
        { role: 'viewer', when: { '==': [{ val: ['user', 'organization'] }, 'Partner'] } },
        { role: 'admin', when: { '==': [{ val: ['user', 'id'] }, 'u-partner'] } },
      ],
    }),
  );
  const person = (change: object) => ({ userId: 'u', email: null, name: null, organization: null, claims: {}, ...change });

  it.each([
    ['an address fits', { email: 'ada@staff.example' }, 'operator'],
    ['there is no address, which errs', { email: null }, null],
    ['two fit', { userId: 'u-partner', organization: 'Partner' }, 'viewer'],
    ['none fits', { email: 'x@elsewhere.example' }, null],
  ])('when %s, then the first that holds decides, and one that errs gives nothing', (_when, change, role) => {
    expect(roleOf(person(change))).toBe(role);
  });
});

describe('limits of what a rule may take', () => {
  it('when an expression takes too many steps, then it refuses instead of going on', () => {
    const many = Array.from({ length: 400 }, (_, index) => index);
    const when = { some: [{ preserve: many }, { some: [{ preserve: many }, { '==': [{ val: [] }, -1] }] }] };
    expect(decideUnder(rules(reject('slow', { when })), { now: NOON })).toMatchObject({ error: { code: 'policy_error', rule: 'slow' } });
  });

  it('when many rules take many steps, then they end together, and what is not judged any more refuses', () => {
    const many = Array.from({ length: 150 }, (_, index) => index);
    const when = { some: [{ preserve: many }, { some: [{ preserve: many }, { '==': [{ val: [] }, -1] }] }] };
    const slow = Array.from({ length: 60 }, (_, index) => reject(`slow${index}`, { when }));
    expect(decideUnder(rules(...slow.slice(0, 3))).verdict).toBe('pass');
    expect(decideUnder(rules(...slow))).toMatchObject({ verdict: 'refuse', error: { code: 'policy_error' } });
  });
});
