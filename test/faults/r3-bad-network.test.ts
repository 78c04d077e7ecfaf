import { expect, it } from '@jest/globals';
import { services } from '../support/services.ts';
import { badNetwork } from './campaign/r3-bad-network.ts';

const SLOW_MS = 300_000; // A busy machine takes its time; how long is no question of this test.

it('when the network cuts, delays, stalls and swallows answers, then callers get an outcome or a 503, and each outcome is committed once', async () => {
  const report = await badNetwork({ seed: 13, requests: 80, clients: 8, rounds: 1, parent: services().directory });
  expect(report).toMatchObject({ acknowledged: 80, lost: 0, doubled: 0, findings: [] });
  expect(report.figures['postgres dropAnswer']).toBeGreaterThan(0);
}, SLOW_MS);
