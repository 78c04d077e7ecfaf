import { describe, expect, it } from '@jest/globals';
import type { OpaAnswer } from '../../../contract/opa-answer.ts';
import type { Policy } from '../../../contract/policy.ts';
import { decide } from '../../../domain/decide.ts';
import { componentsOf, compileRulebook, type RuleContext } from '../../../domain/policy/rulebook.ts';
import { facts } from '../given.ts';

type Ask = (context: RuleContext) => OpaAnswer;
const decideWith = (ask: Ask, policy: Policy = {}) => decide(facts({ policy, rulebook: compileRulebook(policy, { digest: 'd', ask }) }));
const lineOf = (ask: Ask, policy?: Policy) => decideWith(ask, policy).trace.find(({ gate }) => gate === 'policy');
const defaults = { priority: 0, enforcement: 'enforce', requiredRole: 'admin', quorum: 1, expiresAfter: '24h' } as const;
const held = { effect: 'require_approval', requiredRole: 'operator', quorum: 2, expiresAfter: '1h', rule: 'night' } as const;

describe('the rule of the house', () => {
  it.each<[string, OpaAnswer]>([
    ['true', true],
    ['no reason', []],
    ['an effect that allows', { ...held, effect: 'allow' }],
  ])('when it answers %s, then the intent passes', (_what, answer) => {
    expect(decideWith(() => answer).verdict).toBe('pass');
  });

  it.each<[string, OpaAnswer, { rule: string; detail: string }]>([
    ['false', false, { rule: 'opa', detail: 'The rule opa forbids it.' }],
    ['reasons', ['It is late.', 'It is dark.'], { rule: 'opa', detail: 'It is late. It is dark.' }],
    ['an effect that rejects', { ...held, effect: 'reject', message: 'It is night.' }, { rule: 'night', detail: 'It is night.' }],
  ])('when it answers %s, then it refuses by its name', (_what, answer, error) => {
    expect(decideWith(() => answer)).toMatchObject({ verdict: 'refuse', error: { code: 'policy_rule_rejection', gate: 'policy', ...error } });
  });

  it('when it asks for people, then they are asked, and the trace says so', () => {
    expect(decideWith(() => held)).toMatchObject({ verdict: 'hold', holds: [{ gate: 'policy', rule: 'night', requiredRole: 'operator', quorum: 2, expiresAfterMs: 3_600_000 }] });
    expect(lineOf(() => held)).toMatchObject({ verdict: 'hold', rule: 'night' });
  });

  it('when it errs, then it refuses, naming itself', () => {
    const errs = () => {
      throw new Error('unreachable');
    };
    expect(decideWith(errs)).toMatchObject({ verdict: 'refuse', error: { code: 'policy_error', rule: 'opa', detail: 'The rule opa could not be judged: unreachable' } });
  });

  it('when a rule of the policy decides, then it is not asked', () => {
    const rules: Policy['rules'] = [{ ...defaults, id: 'closed', effect: 'reject', when: true }];
    const asked = () => {
      throw new Error('it was asked');
    };
    expect(decideWith(asked, { rules })).toMatchObject({ verdict: 'refuse', error: { rule: 'closed' } });
  });

  it('when a rule is in shadow, then the trace has both', () => {
    const rules: Policy['rules'] = [{ ...defaults, id: 'closed', effect: 'reject', when: true, enforcement: 'shadow' }];
    expect(lineOf(() => false, { rules })).toMatchObject({ verdict: 'refuse', rule: 'opa', shadow: [{ rule: 'closed' }] });
  });

  it('when it is asked, then it sees what the rules of a policy see', () => {
    const seen: string[][] = [];
    decideWith((context) => {
      seen.push(Object.keys(context).toSorted());
      return true;
    });
    expect(seen).toEqual([['action', 'inputs', 'now', 'roles', 'state', 'user']]);
  });

  it('when there is one, then a decision reads the whole state', () => {
    expect(componentsOf(compileRulebook({}, { digest: 'd', ask: () => true }).pathsFor({ id: 'lamp.set' }))).toEqual(['*']);
    expect(componentsOf(compileRulebook({}).pathsFor({ id: 'lamp.set' }))).toEqual([]);
  });
});
