import { describe, expect, it } from '@jest/globals';
import { matchesFilter, readFilter, writeFilter } from '../../ui/data/execution-filter.ts';
import type { Recorded } from '../../ui/data/use-execution.ts';

const execution = {
  status: 'success', actionId: 'demo.counter.set@v1', userId: 'u1', trigger: 'api', requestId: 'r1', createdAt: '2026-03-04T05:06:07.000Z',
} as Recorded;

describe('the filter of the executions', () => {
  it('when it is written into an address, then it is read back the same', () => {
    const filter = { status: 'rejected', action: 'demo.counter.set@v1', from: '2026-03-04T05:06:00.000Z', requestId: 'a#1' } as const;
    expect(readFilter(writeFilter(filter))).toEqual(filter);
  });

  it('when an address asks for what does not exist, then that is left out', () => {
    expect(writeFilter(readFilter('status=odd&trigger=&colour=red&user=u1'))).toBe('user=u1');
  });

  it.each([
    ['nothing is asked', {}, true],
    ['the action is asked without its version', { action: 'demo.counter.set' }, true],
    ['another version is asked', { action: 'demo.counter.set@v2' }, false],
    ['another status is asked', { status: 'failed' }, false],
    ['another person is asked', { user: 'u2' }, false],
    ['it begins at that very instant', { from: '2026-03-04T05:06:07.000Z' }, true],
    ['it ends at that very instant', { to: '2026-03-04T05:06:07.000Z' }, false],
    ['all of it fits', { status: 'success', user: 'u1', trigger: 'api', requestId: 'r1' }, true],
  ] as const)('when %s, then the API and the page agree', (_when, filter, fits) => {
    expect(matchesFilter(execution, filter)).toBe(fits);
  });
});
