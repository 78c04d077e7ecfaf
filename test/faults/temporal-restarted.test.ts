import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Child } from '../../local/child.ts';
import { createFamily, type Family } from '../../local/family.ts';
import { freePort } from '../../local/free-port.ts';
import { openProcessRegister, type ProcessRegister } from '../../local/process-register.ts';
import { startTemporal } from '../../local/temporal.ts';
import { type House, startHouse } from '../support/house.ts';
import { services } from '../support/services.ts';
import { incrementUntilKnown, ledgerOf, newRequestIds, openCounter } from './intents.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start everything anew; how long is no question of this test.

let house: House;
let register: ProcessRegister;
let family: Family;
let temporal: { child: Child; address: string; again: () => Promise<void> };

beforeAll(async () => {
  const directory = mkdtempSync(join(services().directory, 'temporal-'));
  register = await openProcessRegister(join(directory, 'processes.json'));
  family = createFamily(register);
  temporal = await startOwnTemporal(directory);
  house = await startHouse({ TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'default', INTENT_WAIT_MS: '5000' });
}, SLOW_MS);
afterAll(async () => {
  await house.stop();
  await family.stop();
  register.close();
});

/** A Temporal that keeps its workflows in a file, as the launcher's does. */
async function startOwnTemporal(directory: string) {
  const options = { binary: services().temporalBinary, port: await freePort(), uiPort: null, databaseFile: join(directory, 'temporal.sqlite'), logFile: join(directory, 'temporal.log') };
  const first = await startTemporal({ ...options, start: family.start });
  const own = { child: first.child, address: first.address, again: async () => void (own.child = (await startTemporal({ ...options, start: family.start })).child) };
  return own;
}

it('when Temporal is killed and started again with intents in flight, then all of them are committed once, without a hand', async () => {
  const { adminSession } = house;
  const projectId = await openCounter(adminSession);
  const requestIds = newRequestIds(30);
  const outcomes = Promise.all(requestIds.map((requestId) => incrementUntilKnown(adminSession, projectId, requestId)));
  process.kill(temporal.child.pid, 'SIGKILL');
  await temporal.child.ended;
  await temporal.again();

  expect(new Set((await outcomes).map(({ status }) => status))).toEqual(new Set(['success']));
  const { counter, executions } = await ledgerOf(adminSession, projectId);
  expect({ counter, distinct: executions.size }).toEqual({ counter: 30, distinct: 30 });
}, SLOW_MS);
