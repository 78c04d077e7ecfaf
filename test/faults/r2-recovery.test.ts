import { expect, it } from '@jest/globals';
import { services } from '../support/services.ts';
import { recovery } from './campaign/r2-recovery.ts';

const SLOW_MS = 300_000; // How long a recovery takes is measured by `npm run faults`, and asserted nowhere.

it('when a worker is killed beside another one, or Postgres or Temporal comes back, then every open request is answered without a hand', async () => {
  const report = await recovery({ seed: 12, requests: 0, clients: 4, rounds: 1, parent: services().directory });
  expect(report).toMatchObject({ lost: 0, doubled: 0, findings: [] });
  expect(Object.keys(report.figures)).toEqual(expect.arrayContaining(['worker: slowest answer after ms', 'postgres: slowest answer after ms', 'temporal: slowest answer after ms']));
}, SLOW_MS);
