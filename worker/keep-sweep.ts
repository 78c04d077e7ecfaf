import type { Logger } from '../platform/logger.ts';
import type { Temporal } from '../temporal/connect.ts';
import { ensureSweep, updateSweep } from '../temporal/ensure-sweep.ts';
import { startSweep } from '../temporal/start-sweep.ts';

const EVERY_MS = 30_000;

/** Sweeps once, and keeps the schedule of the sweep in place until told to stop: a Temporal that came back empty gets it again. */
export function keepSweep({ temporal, logger, everyMs = EVERY_MS }: { temporal: Temporal; logger: Logger; everyMs?: number }): () => void {
  let isFirst = true;
  let isAtIt = false;
  const look = async () => {
    if (isAtIt) return;
    isAtIt = true;
    try {
      const wasMissing = await ensureSweep(temporal);
      if (isFirst && !wasMissing) await updateSweep(temporal);
      if (isFirst || wasMissing) await startSweep(temporal);
      isFirst = false;
    } catch (error) {
      logger.warn('sweep-unscheduled', 'The sweep could not be scheduled; it is tried again.', { error });
    } finally {
      isAtIt = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), everyMs);
  return () => clearInterval(timer);
}
