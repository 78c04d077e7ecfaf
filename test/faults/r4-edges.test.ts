import { expect, it } from '@jest/globals';
import { services } from '../support/services.ts';
import { edges } from './campaign/r4-edges.ts';

const SLOW_MS = 300_000; // A busy machine takes its time; how long is no question of this test.

it('when 64 clients meet at the edge of a budget or a rate, then exactly as many succeed as it allows', async () => {
  const report = await edges({ seed: 14, requests: 0, clients: 64, rounds: 2, parent: services().directory });
  expect(report).toMatchObject({ lost: 0, doubled: 0, findings: [], figures: { rounds: 2, deadlocks: 0 } });
}, SLOW_MS);
