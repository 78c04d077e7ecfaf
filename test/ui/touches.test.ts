import { describe, expect, it } from '@jest/globals';
import type { ActionSummary } from '../../contract/registry.ts';
import type { Recorded } from '../../ui/data/use-execution.ts';
import { touches } from '../../ui/data/touches.ts';

const recorded = (given: Partial<Recorded>) => ({ actionId: 'demo.counter.set@v1', diff: [], status: 'success', ...given }) as Recorded;
const actions = [{ actionId: 'demo.counter.set@v1', targets: ['demo.counter'] }] as ActionSummary[];

describe('3.7 touches', () => {
  it('when something changed, then the component and the place inside it are touched', () => {
    const found = touches([recorded({ diff: [{ op: 'replace', path: '/a.b/x~1y/z', value: 1, old: 0 }] })], actions);
    expect(found.get('a.b')?.changed).toEqual([['x/y', 'z']]);
    expect(found.has('demo.counter')).toBe(false);
  });

  it('when an action was refused, then what it was meant for is touched', () => {
    expect(touches([recorded({ status: 'rejected' })], actions).get('demo.counter')?.execution.status).toBe('rejected');
  });

  it('when several touched a component, then the newest counts', () => {
    const found = touches([recorded({ status: 'failed' }), recorded({ status: 'success' })], actions);
    expect(found.get('demo.counter')?.execution.status).toBe('failed');
  });
});
