import { expect, it } from '@jest/globals';
import { services } from '../support/services.ts';
import { killedParts } from './campaign/r1-killed-parts.ts';

const SLOW_MS = 300_000; // A busy machine takes its time to start parts anew; how long is no question of this test.

it('when worker, api, Temporal and Postgres are killed while clients ask, then nothing that was acknowledged is lost, and nothing is done twice', async () => {
  const report = await killedParts({ seed: 11, requests: 60, clients: 8, rounds: 5, parent: services().directory });
  expect(report).toMatchObject({ lost: 0, doubled: 0, findings: [] });
  expect(report.acknowledged).toBeGreaterThanOrEqual(60);
}, SLOW_MS);
