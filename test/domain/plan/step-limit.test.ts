import { describe, expect, it } from '@jest/globals';
import { stepLimitError } from '../../../domain/plan/step-limit.ts';

const LIMITS = { interactive: 1, assisted: 5, autonomous: 10 };

describe('stepLimitError', () => {
  it.each([
    ['interactive', 1, 2],
    ['assisted', 5, 6],
    ['autonomous', 10, 11],
  ] as const)('when the mode is %s, then %d steps may run and %d may not', (mode, most, tooMany) => {
    expect(stepLimitError(mode, most, LIMITS)).toBeNull();
    expect(stepLimitError(mode, tooMany, LIMITS)).toEqual({
      code: 'plan_limit_exceeded',
      gate: null,
      detail: `The plan has ${tooMany} steps; in the mode ${mode} a plan may have ${most}.`,
    });
  });
});
