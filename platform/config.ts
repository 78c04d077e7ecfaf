import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { MAX_PLAN_STEPS } from '../contract/plan.ts';
import type { Mode } from '../contract/intent.ts';
import type { KeyRing } from './key-ring.ts';
import { parseKeyRing } from './key-ring.ts';
import type { ModelSettings } from './model-settings.ts';
import { readModelSettings } from './model-settings.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { readOidcSettings } from './oidc-settings.ts';
import { parsePlaces, type Place } from './parse-places.ts';
import type { TemporalTls } from './temporal-tls.ts';
import { readTemporalTls } from './temporal-tls.ts';
import type { Variables } from './variables.ts';
import {
  ConfigError,
  createVariables,
  parseAddress,
  parseFlag,
  parseHost,
  parseInteger,
  parseOneOf,
  parseOrigins,
  parseText,
  parseUrl,
  parseWord,
} from './variables.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type PlanLimits = Readonly<Record<Mode, number>>;

/** Everything that the environment decides, read once. Null means that it was not set and has no default. */
export type Config = {
  production: boolean;
  host: string;
  port: number;
  /** The address that people use, where it is not the one that the process listens on. */
  publicUrl: string | null;
  databaseUrl: string | null;
  /** How many connections one pool of one process opens at most. */
  dbPoolSize: number;
  temporal: {
    address: string | null;
    namespace: string;
    uiUrl: string | null;
    apiKey: string | null;
    tls: TemporalTls | null;
    taskQueue: string;
  };
  /** The folder of the embedded services' data, absolute. */
  home: string;
  packsDir: string;
  /** The policy.wasm of OPA that is asked as one more rule in every project. */
  opaBundle: string | null;
  /** The folder of the contents of attachments, absolute. */
  mediaDir: string;
  /** The prebuilt workflow bundle that a worker runs; null lets it build one at its start. */
  workflowBundle: string | null;
  logLevel: LogLevel;
  secretKeys: KeyRing | null;
  intentWaitMs: number;
  planLimits: PlanLimits;
  checkpointEvery: number;
  /** How many days deltas, events and attachments are kept; null is for ever. */
  retention: { deltasDays: number | null; eventsDays: number | null; mediaDays: number | null };
  requireConfirmation: boolean;
  /** The model that is asked what a message means; null reads words offline. */
  model: ModelSettings | null;
  allowedOrigins: readonly string[];
  /** Private places that may be reached from inside. */
  egressAllow: readonly Place[];
  httpRatePerMinute: number;
  loginAttemptsPerMinute: number;
  adminPassword: string | null;
  allowDefaultAdmin: boolean;
  /** The identity provider with which people may sign in; null leaves them their passwords alone. */
  oidc: OidcSettings | null;
  metrics: {
    /** Where api answers GET /metrics on a port of its own. */
    port: number | null;
    /** Where a worker does. */
    workerPort: number | null;
    /** The bearer token that GET /metrics asks for. */
    token: string | null;
  };
};

const KEYS_EXPECTED = 'id:base64,… with distinct ids and 32 bytes in each key';
const DAYS_EXPECTED = 'days, a whole number from 1 to 36500';
const PORT_EXPECTED = 'a whole number from 1 to 65535';
const DEFAULT_LIMITS: PlanLimits = { interactive: 1, assisted: 5, autonomous: 10 };

/** Reads and validates the environment as a whole; throws a ConfigError with one sentence for each bad variable. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const variables = createVariables(env);
  const production = variables.read('NODE_ENV', '', 'a word', parseWord) === 'production';
  const config: Config = { production, ...readNetwork(variables), ...readData(variables), ...readRules(variables), ...readAdmin(variables), metrics: readMetrics(variables) };
  if (production && config.secretKeys === null && !env['SECRET_KEYS']?.trim()) {
    variables.problem(`SECRET_KEYS is not set; with NODE_ENV=production expected ${KEYS_EXPECTED}.`);
  }
  if (production && config.allowDefaultAdmin) {
    variables.problem('ALLOW_DEFAULT_ADMIN is true; with NODE_ENV=production expected false, and ADMIN_PASSWORD for the first admin.');
  }
  variables.finish();
  return config;
}

/** What the environment says to the command line, which talks to a Gatehouse that may run elsewhere. */
export type CommandLineConfig = {
  url: string | null;
  token: string | null;
  project: string | null;
  /** The folder of what `gatehouse login` keeps. */
  directory: string;
  /** The folder of a Gatehouse that was started on this computer. */
  home: string;
  /** The folder of the contents of attachments that backup and restore work on, absolute. */
  mediaDir: string;
  /** The database that backup and restore work on; what is wrong with it shows when it is opened. */
  databaseUrl: string | null;
  /** The key ring with which `audit verify` proves rows; what is wrong with it shows there. */
  secretKeys: string | null;
};

/** As `readConfig`, for the command line: none of the server's settings can keep it from running. */
export function readCommandLineConfig(env: NodeJS.ProcessEnv = process.env): CommandLineConfig {
  const variables = createVariables(env);
  const config: CommandLineConfig = {
    url: variables.read('GATEHOUSE_URL', null, 'a URL such as https://gatehouse.example', parseUrl('http:', 'https:')),
    token: variables.read('GATEHOUSE_TOKEN', null, 'a token', parseText, 'hidden'),
    project: variables.read('GATEHOUSE_PROJECT', null, 'the id or the name of a project', parseText),
    directory: join(resolve(variables.read('XDG_CONFIG_HOME', join(homedir(), '.config'), 'the path of a folder', parseText)), 'gatehouse'),
    home: readHome(variables),
    mediaDir: readMediaDir(variables),
    databaseUrl: variables.read('DATABASE_URL', null, 'a URL', parseText, 'hidden'),
    secretKeys: variables.read('SECRET_KEYS', null, 'a key ring', parseText, 'hidden'),
  };
  variables.finish();
  return config;
}

const readMediaDir = (variables: Variables): string => resolve(variables.read('MEDIA_DIR', join(readHome(variables), 'media'), 'the path of a folder', parseText));

const readHome = (variables: Variables): string => resolve(variables.read('GATEHOUSE_HOME', '.gatehouse', 'the path of a folder', parseText));

/** The value of a variable that this process cannot do without; a ConfigError where it is absent. */
export function requireVariable<T>(name: string, value: T | null, expected: string): T {
  if (value === null) throw new ConfigError([`${name} is not set; expected ${expected}.`]);
  return value;
}

/** The master keys; a process that was not started by the launcher gets them from SECRET_KEYS alone. */
export const requireKeys = (config: Config): KeyRing => requireVariable('SECRET_KEYS', config.secretKeys, KEYS_EXPECTED);

const readNetwork = (variables: Variables) => ({
  host: variables.read('HOST', '127.0.0.1', 'an IP address or a host name', parseHost),
  port: variables.read('PORT', 8080, 'a whole number from 0 to 65535', parseInteger(0, 65_535)),
  publicUrl: variables.read('PUBLIC_URL', null, 'a URL such as https://gatehouse.example', parseUrl('http:', 'https:')),
  allowedOrigins: variables.read('ALLOWED_ORIGINS', [], 'origins such as https://ops.example, separated by commas', parseOrigins),
  egressAllow: variables.read('EGRESS_ALLOW', [], 'places such as 10.0.0.7:8080 or hooks.internal, separated by commas', parsePlaces),
  httpRatePerMinute: variables.read('HTTP_RATE_PER_MINUTE', 3_000, 'a whole number from 1 to 1000000', parseInteger(1, 1_000_000)),
  loginAttemptsPerMinute: variables.read('LOGIN_ATTEMPTS_PER_MINUTE', 10, 'a whole number from 1 to 1000000', parseInteger(1, 1_000_000)),
});

const readData = (variables: Variables) => ({
  databaseUrl: variables.read('DATABASE_URL', null, 'a URL such as postgres://user:password@host:5432/gatehouse', parseUrl('postgres:', 'postgresql:'), 'hidden'),
  dbPoolSize: variables.read('DB_POOL_SIZE', 10, 'a whole number from 1 to 500', parseInteger(1, 500)),
  temporal: {
    address: variables.read('TEMPORAL_ADDRESS', null, 'host:port', parseAddress),
    namespace: variables.read('TEMPORAL_NAMESPACE', 'default', 'letters, digits, or . _ -', parseWord),
    uiUrl: variables.read('TEMPORAL_UI_URL', null, 'a URL such as http://127.0.0.1:8233', parseUrl('http:', 'https:')),
    apiKey: variables.read('TEMPORAL_API_KEY', null, 'a key', parseText, 'hidden'),
    tls: readTemporalTls(variables),
    taskQueue: variables.read('TASK_QUEUE', 'gatehouse', 'letters, digits, or . _ -', parseWord),
  },
  home: readHome(variables),
  packsDir: resolve(variables.read('PACKS_DIR', join(import.meta.dirname, '..', 'packs'), 'the path of a folder', parseText)),
  opaBundle: variables.read('OPA_BUNDLE', null, 'the path of a policy.wasm', parseText),
  mediaDir: readMediaDir(variables),
  workflowBundle: variables.read('WORKFLOW_BUNDLE', null, 'the path of a bundle made by npm run build:workflows', parseText),
  logLevel: variables.read('LOG_LEVEL', 'info', `one of ${LOG_LEVELS.join(', ')}`, parseOneOf(LOG_LEVELS)),
  secretKeys: variables.read('SECRET_KEYS', null, KEYS_EXPECTED, parseKeyRing, 'hidden'),
});

const readRules = (variables: Variables) => ({
  intentWaitMs: variables.read('INTENT_WAIT_MS', 30_000, 'milliseconds from 1 to 600000', parseInteger(1, 600_000)),
  planLimits: variables.read('PLAN_LIMITS', DEFAULT_LIMITS, `interactive=1,assisted=5,autonomous=10 with numbers from 1 to ${MAX_PLAN_STEPS}`, parsePlanLimits),
  checkpointEvery: variables.read('CHECKPOINT_EVERY', 50, 'a whole number from 1 to 10000', parseInteger(1, 10_000)),
  retention: {
    deltasDays: variables.read('RETENTION_DELTAS_DAYS', null, DAYS_EXPECTED, parseInteger(1, 36_500)),
    eventsDays: variables.read('RETENTION_EVENTS_DAYS', null, DAYS_EXPECTED, parseInteger(1, 36_500)),
    mediaDays: variables.read('RETENTION_MEDIA_DAYS', null, DAYS_EXPECTED, parseInteger(1, 36_500)),
  },
  requireConfirmation: variables.read('REQUIRE_CONFIRMATION', true, 'true or false', parseFlag),
  model: readModelSettings(variables),
});

const readAdmin = (variables: Variables) => ({
  adminPassword: variables.read('ADMIN_PASSWORD', null, '8 to 256 characters', parsePassword, 'hidden'),
  allowDefaultAdmin: variables.read('ALLOW_DEFAULT_ADMIN', false, 'true or false', parseFlag),
  oidc: readOidcSettings(variables),
});

const readMetrics = (variables: Variables) => ({
  port: variables.read('METRICS_PORT', null, PORT_EXPECTED, parseInteger(1, 65_535)),
  workerPort: variables.read('WORKER_METRICS_PORT', null, PORT_EXPECTED, parseInteger(1, 65_535)),
  token: variables.read('METRICS_TOKEN', null, '16 to 256 characters', parseToken, 'hidden'),
});

const parseToken = (text: string): string | null => (text.length >= 16 && text.length <= 256 ? text : null);

const parsePassword = (text: string): string | null => (text.length >= 8 && text.length <= 256 ? text : null);

function parsePlanLimits(text: string): PlanLimits | null {
  const limits: Record<Mode, number> = { ...DEFAULT_LIMITS };
  for (const part of text.split(',', 10)) {
    const [name = '', number = ''] = part.split('=', 2).map((side) => side.trim());
    const mode = parseOneOf(['interactive', 'assisted', 'autonomous'])(name);
    const limit = parseInteger(1, MAX_PLAN_STEPS)(number);
    if (!mode || limit === null) return null;
    limits[mode] = limit;
  }
  return limits;
}
