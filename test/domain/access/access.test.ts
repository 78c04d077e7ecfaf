import { describe, expect, it } from '@jest/globals';
import { mayRun } from '../../../domain/access/may-run.ts';
import { seesAction } from '../../../domain/access/sees-action.ts';

describe('what a role may run', () => {
  it.each([
    [null, 'low', false],
    [null, 'medium', false],
    [null, 'high', false],
    ['viewer', 'low', false],
    ['viewer', 'medium', false],
    ['viewer', 'high', false],
    ['operator', 'low', true],
    ['operator', 'medium', true],
    ['operator', 'high', false],
    ['admin', 'low', true],
    ['admin', 'medium', true],
    ['admin', 'high', true],
  ] as const)('when the role is %s and the risk %s, then whether it may is %s', (role, risk, may) => {
    expect(mayRun(role, risk)).toBe(may);
  });
});

describe('what a role sees', () => {
  it.each([
    [null, 'user', false],
    [null, 'developer', false],
    ['viewer', 'user', true],
    ['viewer', 'developer', false],
    ['operator', 'user', true],
    ['operator', 'developer', false],
    ['admin', 'user', true],
    ['admin', 'developer', true],
  ] as const)('when the role is %s and the action is for a %s, then whether it sees it is %s', (role, visibility, sees) => {
    expect(seesAction(role, visibility)).toBe(sees);
  });
});
