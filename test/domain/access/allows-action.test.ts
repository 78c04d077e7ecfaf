import { expect, it } from '@jest/globals';
import { allowsAction } from '../../../domain/access/allows-action.ts';

it.each([
  [null, 'demo.counter.set', true],
  [{}, 'demo.counter.set', true],
  [{ projects: ['p'] }, 'demo.counter.set', true],
  [{ actions: ['demo.counter.set'] }, 'demo.counter.set', true],
  [{ actions: ['demo.counter.set'] }, 'demo.counter.set@v2', true],
  [{ actions: ['demo.counter.set'] }, 'demo.counter.setter', false],
  [{ actions: ['demo.*'] }, 'demo.counter.set', true],
  [{ actions: ['demo.*'] }, 'demonstration.set', false],
  [{ actions: ['*.set'] }, 'std.slider.set', true],
  [{ actions: ['*.set'] }, 'std.slider.reset', false],
  [{ actions: ['demo.*.set', 'std.*'] }, 'std.slider.set', true],
  [{ actions: ['a*a'] }, 'a', false],
  [{ actions: ['a*b*c'] }, 'abbc', true],
  [{ actions: ['a*b*c'] }, 'acb', false],
  [{ actions: ['*'] }, 'anything', true],
] as const)('when the scopes are %j, then %s is allowed: %s', (scopes, actionId, allowed) => {
  expect(allowsAction(scopes && structuredClone<{ actions?: string[]; projects?: string[] }>(scopes as { actions?: string[] }), actionId)).toBe(allowed);
});

it('when a pattern is hostile, then it is still judged in no time', () => {
  const started = performance.now();
  expect(allowsAction({ actions: ['*a'.repeat(100)] }, `${'a'.repeat(99)}b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(50);
});
