import { describe, expect, it } from '@jest/globals';
import { inputsProblem, toDrafts, toSteps } from '../../ui/plans/step-drafts.ts';

describe('the steps of a plan while they are typed (3.8)', () => {
  it('when they are read back, then they are the same steps', () => {
    const steps = [
      { actionId: 'demo.counter.set', inputs: { value: 3 }, mode: 'assisted', confirmed: true },
      { actionId: 'demo.counter.reset', inputs: {}, mode: 'assisted', confirmed: false },
    ] as const;
    expect(toSteps(toDrafts(steps))).toEqual(steps.map(({ actionId, inputs, confirmed }) => ({ actionId, inputs, confirmed })));
  });

  it.each([
    ['text that is no JSON', '{"value": '],
    ['a list', '[1]'],
    ['a number', '3'],
    ['a value that is stored redacted', '{"key": {"redacted": true, "hmac": "x", "bytes": 3}}'],
  ])('when an input is %s, then it says what is wrong and nothing can be sent', (_what, inputs) => {
    expect(inputsProblem(inputs)).toBeDefined();
    expect(toSteps([{ key: 0, actionId: 'demo.counter.set', inputs, confirmed: false }])).toBeNull();
  });

  it('when a step has no action or there is no step, then nothing can be sent', () => {
    expect(toSteps([{ key: 0, actionId: ' ', inputs: '{}', confirmed: false }])).toBeNull();
    expect(toSteps([])).toBeNull();
  });
});
