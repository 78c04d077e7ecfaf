import type { Server } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { openDatabase } from '../db/database.ts';
import { createWake, openFeed } from '../db/feed.ts';
import { systemClock } from '../platform/clock.ts';
import { readConfig, requireKeys, requireVariable } from '../platform/config.ts';
import { sha256Hex } from '../platform/digest.ts';
import { readPackFiles } from '../platform/files.ts';
import { readLogLevel, reloadLevelOnHangup } from '../platform/log-level.ts';
import { createLogger, type Logger } from '../platform/logger.ts';
import { createMetrics } from '../platform/metrics.ts';
import { listenForMetrics } from '../platform/metrics-listener.ts';
import { openOpaRule } from '../platform/opa-rule.ts';
import { addRequestMetrics } from '../platform/request-metrics.ts';
import { createSeal } from '../platform/seal.ts';
import { ConfigError } from '../platform/variables.ts';
import { loadCatalog } from '../registry/load-catalog.ts';
import { PackError } from '../registry/pack-error.ts';
import { closeTemporal } from '../temporal/connect.ts';
import { reachTemporal } from '../temporal/reach-temporal.ts';
import { createApp } from './app.ts';
import { databaseChecks, temporalChecks, workerChecks } from './checks.ts';
import { prepareStart } from './prepare-start.ts';
import { createFront, type Foundation } from './front.ts';
import { listen, stopListening } from './listen.ts';
import { measureApi } from './measure-api.ts';
import { createReadiness } from './readiness.ts';
import { StartProblem } from './start-problem.ts';

const PAGE = join(import.meta.dirname, '..', 'ui', 'dist');
const ANSWER_MS = 15_000;
const DRAIN_MS = 8_000;
const DEADLINE_MS = 10_000;

const logger = createLogger({ component: 'api', level: 'info' });

/** Opens everything that the process needs, and listens. */
async function start(closing: AbortController): Promise<{ server: Server; foundation: Foundation }> {
  const config = readConfig();
  logger.setLevel(readLogLevel(config));
  reloadLevelOnHangup(logger, () => readLogLevel(config));
  const seal = createSeal(requireKeys(config));
  const databaseUrl = requireVariable('DATABASE_URL', config.databaseUrl, 'the URL of a Postgres database');
  const catalog = loadCatalog(readPackFiles(config.packsDir), sha256Hex, config.opaBundle === null ? null : openOpaRule(config.opaBundle));
  const database = await openDatabase({ url: databaseUrl, poolSize: config.dbPoolSize, answerMs: ANSWER_MS });
  const temporal = await reachTemporal(config, seal, logger);
  const checks = { ...databaseChecks(database, seal), ...temporalChecks(temporal), ...workerChecks({ database, temporal, catalog, clock: systemClock }) };
  const readiness = createReadiness({ checks, clock: systemClock, logger });
  const onFeedError = (error: unknown) => logger.warn('feed-interrupted', 'The event feed is interrupted; streams poll meanwhile.', { error });
  const metrics = createMetrics();
  measureApi({ metrics, database, catalog, logger });
  const foundation: Foundation = {
    config,
    logger,
    clock: systemClock,
    seal,
    catalog,
    database,
    readiness,
    metrics,
    countRequest: addRequestMetrics(metrics),
    temporal,
    feed: openFeed(databaseUrl, seal, onFeedError),
    wake: createWake(database.read, onFeedError),
    closing: closing.signal,
  };

  await prepareStart(foundation);
  const { port: metricsPort, token } = config.metrics;
  if (metricsPort !== null) await listenForMetrics({ metrics, host: config.host, port: metricsPort, variable: 'METRICS_PORT', token });
  const server = await listen(createApp(createFront(foundation), PAGE), config);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  logger.info('server-started', `Listening on ${config.host}, port ${port}.`, { host: config.host, port });
  return { server, foundation };
}

/** Ends in order: no new calls, no streams, no pools; whatever hangs is cut at the deadline. */
async function stop({ server, foundation }: { server: Server; foundation: Foundation }, closing: AbortController): Promise<void> {
  const deadline = setTimeout(() => process.exit(1), DEADLINE_MS);
  logger.info('server-stopping', 'Ending running calls.');
  closing.abort();
  await stopListening(server, DRAIN_MS);
  await foundation.feed.close();
  await foundation.database.close();
  await closeTemporal(foundation.temporal);
  clearTimeout(deadline);
  logger.info('server-stopped', 'Stopped.');
  process.exit(0);
}

function explain(error: unknown, log: Logger): void {
  const isPlain = error instanceof ConfigError || error instanceof StartProblem || error instanceof PackError;
  log.error('start-failed', isPlain ? error.message : `The start failed: ${error instanceof Error ? error.message : String(error)}`, isPlain ? {} : { error });
}

try {
  const closing = new AbortController();
  const running = await start(closing);
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop(running, closing));
} catch (error) {
  explain(error, logger);
  process.exit(1);
}
