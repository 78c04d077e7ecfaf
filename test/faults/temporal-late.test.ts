import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { createFamily } from '../../local/family.ts';
import { freePort } from '../../local/free-port.ts';
import { openProcessRegister } from '../../local/process-register.ts';
import { startTemporal } from '../../local/temporal.ts';
import { startHouse } from '../support/house.ts';
import { services } from '../support/services.ts';
import { incrementUntilKnown, ledgerOf, newRequestIds, openCounter } from './intents.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start everything; how long is no question of this test.
const LATE_MS = 5_000;

it('when the api and the worker are up before Temporal is, then they wait for it and serve', async () => {
  const directory = mkdtempSync(join(services().directory, 'late-'));
  const register = await openProcessRegister(join(directory, 'processes.json'));
  const family = createFamily(register);
  const port = await freePort();
  const starting = startHouse({ TEMPORAL_ADDRESS: `127.0.0.1:${port}`, TEMPORAL_NAMESPACE: 'default' });
  await sleep(LATE_MS);
  await startTemporal({ binary: services().temporalBinary, port, uiPort: null, databaseFile: join(directory, 'temporal.sqlite'), logFile: join(directory, 'temporal.log'), start: family.start });
  const house = await starting;

  const projectId = await openCounter(house.adminSession);
  for (const requestId of newRequestIds(2)) await incrementUntilKnown(house.adminSession, projectId, requestId);
  expect((await ledgerOf(house.adminSession, projectId)).counter).toBe(2);
  await house.stop();
  await family.stop();
  register.close();
}, SLOW_MS);
