import winston from 'winston';
import type { LogLevel } from './config.ts';
import { redact, redactText } from './redact.ts';

/** What one line carries besides its message; ids are written as request_id and project_id. */
export type LogFields = { request_id?: string; project_id?: string; [name: string]: unknown };

type Write = (event: string, message: string, fields?: LogFields) => void;

/** Writes what happened, one JSON line an event. Events are noun-verb, messages are sentences. */
export type Logger = {
  error: Write;
  warn: Write;
  info: Write;
  debug: Write;
  /** The same log, with another component or more fields in each line. */
  child(fields: { component?: string } & LogFields): Logger;
  setLevel(level: LogLevel): void;
};

export type LoggerOptions = {
  component: string;
  level: LogLevel;
  /** Where lines go: stdout, unless a test listens. */
  out?: NodeJS.WritableStream;
};

/** A logger whose every line is one JSON object on stdout, without secrets. */
export function createLogger({ component, level, out = process.stdout }: LoggerOptions): Logger {
  const root = winston.createLogger({
    level,
    format: winston.format.printf((entry) => String(entry['line'])),
    transports: [new winston.transports.Stream({ stream: out })],
  });
  return attach(root, { component });
}

function attach(root: winston.Logger, base: { component: string } & LogFields): Logger {
  const writeAt =
    (level: LogLevel): Write =>
    (event, message, fields = {}) => {
      if (root.isLevelEnabled(level)) root.log({ level, message: '', line: toLine(level, event, message, { ...base, ...fields }) });
    };
  return {
    error: writeAt('error'),
    warn: writeAt('warn'),
    info: writeAt('info'),
    debug: writeAt('debug'),
    child: (fields) => attach(root, { ...base, ...fields, component: fields.component ?? base.component }),
    setLevel: (level) => {
      root.level = level;
    },
  };
}

function toLine(level: LogLevel, event: string, message: string, { component, ...rest }: { component: string } & LogFields): string {
  const fields = redact(rest);
  const core = { time: new Date().toISOString(), level, component, event, message: redactText(message) };
  return JSON.stringify({ ...core, ...(typeof fields === 'object' ? fields : {}), ...core }); // The core comes first, and no field replaces it.
}
