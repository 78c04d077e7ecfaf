import { type Config, requireVariable } from '../platform/config.ts';
import { createDataConverter } from '../platform/data-converter.ts';
import type { Logger } from '../platform/logger.ts';
import type { Seal } from '../platform/seal.ts';
import { connectTemporal, type Temporal } from '../temporal/connect.ts';
import { registerLabels } from '../temporal/register-labels.ts';

/** Opens the handle on Temporal with this installation's codec, and makes its search attributes known there. */
export function reachTemporal({ temporal }: Config, seal: Seal, logger: Logger): Promise<Temporal> {
  const address = requireVariable('TEMPORAL_ADDRESS', temporal.address, 'host:port of a Temporal server');
  const handle = connectTemporal({ ...temporal, address, dataConverter: createDataConverter(seal) });
  return registerLabels(handle, (error) =>
    logger.warn('labels-refused', 'Temporal does not let us register search attributes; workflows run without them.', { error }),
  );
}
