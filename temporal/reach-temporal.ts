import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, requireVariable } from '../platform/config.ts';
import { createDataConverter } from '../platform/data-converter.ts';
import type { Logger } from '../platform/logger.ts';
import type { Seal } from '../platform/seal.ts';
import { connectTemporal, type Temporal } from './connect.ts';
import { registerLabels } from './register-labels.ts';

const LABELS_WITHIN_MS = 2_000;

/** Opens the handle on Temporal with this installation's codec, and makes its search attributes known there; a Temporal that is away is not waited for. */
export async function reachTemporal({ temporal }: Pick<Config, 'temporal'>, seal: Seal, logger: Logger): Promise<Temporal> {
  const address = requireVariable('TEMPORAL_ADDRESS', temporal.address, 'host:port of a Temporal server');
  const handle = connectTemporal({ ...temporal, address, dataConverter: createDataConverter(seal) });
  const registered = registerLabels(handle, (error) =>
    logger.warn('labels-refused', 'Temporal does not let us register search attributes; workflows run without them.', { error }),
  );
  await Promise.race([registered, sleep(LABELS_WITHIN_MS, undefined, { ref: false })]);
  return handle;
}
