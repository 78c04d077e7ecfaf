import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, LogLevel } from './config.ts';
import { LOG_LEVELS } from './config.ts';
import type { Logger } from './logger.ts';

/** The level that the file `log-level` in GATEHOUSE_HOME names now, else LOG_LEVEL. A running process cannot get a new environment, but it can read a file. */
export function readLogLevel({ home, logLevel }: Pick<Config, 'home' | 'logLevel'>): LogLevel {
  try {
    const word = readFileSync(join(home, 'log-level'), 'utf8').trim();
    return LOG_LEVELS.find((level) => level === word) ?? logLevel;
  } catch {
    return logLevel;
  }
}

/** From now on SIGHUP reads the level again and applies it, without a restart. Answers how to stop that. */
export function reloadLevelOnHangup(logger: Logger, readLevel: () => LogLevel): () => void {
  const reload = (): void => {
    const level = readLevel();
    logger.setLevel(level);
    logger.info('level-changed', `Logging at level ${level}.`, { log_level: level });
  };
  process.on('SIGHUP', reload);
  return () => {
    process.off('SIGHUP', reload);
  };
}
