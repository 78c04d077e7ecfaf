import { expect, it } from '@jest/globals';
import { services } from '../support/services.ts';
import { approvals } from './campaign/r5-approvals.ts';

const SLOW_MS = 400_000; // A busy machine takes its time; how long is no question of this test.

it('when a request waits for people, then no vote, no change, no restart and no route of its author brings it past them', async () => {
  const report = await approvals({ seed: 15, requests: 24, clients: 0, rounds: 4, parent: services().directory });
  expect(report.findings).toEqual([]);
}, SLOW_MS);
