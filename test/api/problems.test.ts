import { describe, expect, it } from '@jest/globals';
import { ProblemError, toProblemBody } from '../../api/problems.ts';

describe('toProblemBody', () => {
  it.each([
    ['has none of its own', {}, 'of-http'],
    ['names the attempt', { requestId: 'of-the-attempt' }, 'of-the-attempt'],
  ])('when the problem %s, then the body carries that request id', (_when, more, requestId) => {
    expect(toProblemBody(new ProblemError('unavailable', 'The outcome is unknown.', more).problem, 'of-http')).toMatchObject({ status: 503, requestId });
  });
});
