import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { readConfig, requireKeys } from '../../platform/config.ts';
import { createLogger } from '../../platform/logger.ts';
import { createSeal } from '../../platform/seal.ts';
import { closeTemporal } from '../../temporal/connect.ts';
import { reachTemporal } from '../../temporal/reach-temporal.ts';
import { services } from '../support/services.ts';

it('when Temporal is there, then the handle uses search attributes', async () => {
  const config = readConfig({ SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`, TEMPORAL_ADDRESS: services().temporalAddress });
  const temporal = await reachTemporal(config, createSeal(requireKeys(config)), createLogger({ component: 'test', level: 'error', out: new PassThrough() }));
  for (let looks = 0; looks < 100 && !temporal.labels; looks += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(temporal.labels).toBe(true);
  await closeTemporal(temporal);
});
