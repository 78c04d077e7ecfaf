import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { makeTelemetryFilterString, NativeConnection, Runtime, TransportError, Worker } from '@temporalio/worker';
import { createActivities } from '../activities/index.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { isAway } from '../db/database-away.ts';
import { findDatabaseProblem } from '../db/find-database-problem.ts';
import { createWorkerPresences } from '../db/stores/worker-presences.ts';
import { closeTemporal } from '../temporal/connect.ts';
import { placeOf } from '../temporal/place-of.ts';
import { reachTemporal } from '../temporal/reach-temporal.ts';
import { type Config, readConfig, requireKeys, requireVariable } from '../platform/config.ts';
import { createDataConverter } from '../platform/data-converter.ts';
import { readLogLevel, reloadLevelOnHangup } from '../platform/log-level.ts';
import { createLogger } from '../platform/logger.ts';
import { createMetrics } from '../platform/metrics.ts';
import { listenForMetrics } from '../platform/metrics-listener.ts';
import { addPoolMetrics } from '../platform/pool-metrics.ts';
import { createSeal, type Seal } from '../platform/seal.ts';
import { temporalLogger } from '../platform/temporal-logger.ts';
import { untilReached } from '../platform/until-reached.ts';
import { ConfigError } from '../platform/variables.ts';
import { PackError } from '../registry/pack-error.ts';
import { createPowers } from './dependencies.ts';
import { keepSweep } from './keep-sweep.ts';
import { announcePresence, type Presence } from './presence.ts';
import { createWorkflowPower } from './workflow-power.ts';
import { workerTuning } from './worker-tuning.ts';

const ANSWER_MS = 30_000;
const DEADLINE_MS = 10_000;
const logger = createLogger({ component: 'worker', level: 'info' });

/** Polls the task queue until a signal asks it to drain; running steps end first, and a hard deadline cuts what hangs. */
async function run(): Promise<void> {
  const config = readConfig();
  logger.setLevel(readLogLevel(config));
  reloadLevelOnHangup(logger, () => readLogLevel(config));
  const logging = { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} }; // Else the native part prints lines of its own.
  Runtime.install({ logger: temporalLogger(logger), telemetryOptions: { logging }, shutdownSignals: [] });
  const seal = createSeal(requireKeys(config));
  const url = requireVariable('DATABASE_URL', config.databaseUrl, 'the URL of a Postgres database');
  const database = await openDatabase({ url, poolSize: config.dbPoolSize, answerMs: ANSWER_MS });
  const problem = await untilReached(() => findDatabaseProblem(database, seal), { isAway, giveUp: () => new ConfigError(['The database of DATABASE_URL cannot be reached.']) });
  if (problem !== null) throw new ConfigError([problem]);
  const temporal = await reachTemporal(config, seal, logger);
  const powers = createPowers(config, { database, seal, logger, workflows: createWorkflowPower(temporal) });
  const connection = await untilReached(() => connect(config), { isAway: (error) => error instanceof TransportError, giveUp: () => new ConfigError(['Temporal cannot be reached at TEMPORAL_ADDRESS.']) });
  const worker = await Worker.create({ ...workerOptions(config, seal), connection, activities: { ...createActivities(powers) } });

  const presence = await announcePresence({ workerId: powers.mintId(), catalogDigest: powers.catalog.digest, presences: createWorkerPresences(database, placeOf(config.temporal)), logger });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => drain(worker, presence));
  const stopSweep = keepSweep({ temporal, logger });
  logger.info('worker-started', `Polling ${config.temporal.taskQueue}.`, { catalog: powers.catalog.digest });
  const stopMetrics = await answerMetrics(config, database);
  await worker.run();
  await stopMetrics();
  stopSweep();
  await presence.leave();
  await connection.close();
  await closeTemporal(temporal);
  await database.close();
  logger.info('worker-stopped', 'Stopped.');
  process.exit(0); // A call to a Temporal that is away may still be waiting to be tried again.
}

/** Answers what this process says of itself, where a port is set for that; what the engine has done is what api says. */
async function answerMetrics({ host, metrics: { workerPort, token } }: Config, database: Database): Promise<() => Promise<void>> {
  if (workerPort === null) return async () => {};
  const metrics = createMetrics();
  addPoolMetrics(metrics, database.pool);
  return listenForMetrics({ metrics, host, port: workerPort, variable: 'WORKER_METRICS_PORT', token });
}

function drain(worker: Worker, presence: Presence): void {
  logger.info('worker-draining', 'Ending running steps.');
  setTimeout(() => process.exit(1), DEADLINE_MS).unref();
  presence.fade();
  worker.shutdown();
}

function connect({ temporal: { address, apiKey, tls } }: Config): Promise<NativeConnection> {
  return NativeConnection.connect({
    address: requireVariable('TEMPORAL_ADDRESS', address, 'host:port of a Temporal server'),
    grpcCompression: { codec: 'none' }, // Payloads are encrypted, so there is nothing to gain.
    ...(apiKey !== null && { apiKey }),
    ...(tls !== null && {
      tls: {
        ...(tls.serverName !== null && { serverNameOverride: tls.serverName }),
        ...(tls.serverCa !== null && { serverRootCACertificate: tls.serverCa }),
        ...(tls.client !== null && { clientCertPair: { crt: tls.client.cert, key: tls.client.key } }),
      },
    }),
  });
}

function workerOptions({ temporal: { namespace, taskQueue }, workflowBundle }: Config, seal: Seal) {
  return {
    namespace,
    taskQueue,
    dataConverter: createDataConverter(seal),
    ...(workflowBundle === null
      ? { workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)) }
      : { workflowBundle: { codePath: workflowBundle } }),
    ...workerTuning,
  } as const;
}

try {
  await run();
} catch (error) {
  const plain = error instanceof ConfigError || error instanceof PackError;
  logger.error('start-failed', error instanceof Error ? error.message : String(error), plain ? {} : { error });
  process.exit(1);
}
