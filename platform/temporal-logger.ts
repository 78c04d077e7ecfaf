import type { Logger as TemporalLogger, LogLevel as TemporalLevel, LogMetadata } from '@temporalio/common';
import type { Logger } from './logger.ts';

const EVENT = 'sdk-reported';

/** The Temporal SDK's own log, as lines of ours: the same format, level and redaction. */
export function temporalLogger(logger: Logger): TemporalLogger {
  const log = logger.child({ component: 'temporal-sdk' });
  const writeAt = (level: 'error' | 'warn' | 'info' | 'debug') => (message: string, meta?: LogMetadata) => log[level](EVENT, message, meta ? { sdk: meta } : {});
  const by = { TRACE: writeAt('debug'), DEBUG: writeAt('debug'), INFO: writeAt('info'), WARN: writeAt('warn'), ERROR: writeAt('error') } as const satisfies Record<TemporalLevel, unknown>;
  return {
    log: (level, message, meta) => by[level](message, meta),
    trace: by.TRACE,
    debug: by.DEBUG,
    info: by.INFO,
    warn: by.WARN,
    error: by.ERROR,
  };
}
