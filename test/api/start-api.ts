import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createApp } from '../../api/app.ts';
import { databaseChecks, temporalChecks, workerChecks } from '../../api/checks.ts';
import { prepareStart } from '../../api/prepare-start.ts';
import { createFront, type Foundation, type Front } from '../../api/front.ts';
import { measureApi } from '../../api/measure-api.ts';
import { createMetrics } from '../../platform/metrics.ts';
import { addRequestMetrics } from '../../platform/request-metrics.ts';
import { listen, stopListening } from '../../api/listen.ts';
import { createReadiness } from '../../api/readiness.ts';
import { openDatabase } from '../../db/database.ts';
import { createWake, openFeed } from '../../db/feed.ts';
import type { Clock } from '../../platform/clock.ts';
import { readConfig, requireKeys } from '../../platform/config.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { createLogger } from '../../platform/logger.ts';
import { createSeal } from '../../platform/seal.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { closeTemporal } from '../../temporal/connect.ts';
import { reachTemporal } from '../../temporal/reach-temporal.ts';
import { signIn, type Session } from '../support/http.ts';
import { services } from '../support/services.ts';
import { createTestDatabase } from '../support/test-database.ts';

export const ADMIN_PASSWORD = 'correct horse battery';

/** An api inside the test's own process, without a worker, on a database of its own, whose clock the test can move. */
export type TestApi = {
  url: string;
  front: Front;
  /** The folder that is served as the built page. */
  pageDirectory: string;
  /** What was logged since the last look, a line each. */
  logged: () => string[];
  /** Moves the api's clock on. */
  pass: (ms: number) => void;
  signInAdmin: () => Promise<Session>;
  stop: () => Promise<void>;
};

export async function startApi(environment: NodeJS.ProcessEnv = {}): Promise<TestApi> {
  const testDatabase = await createTestDatabase();
  const mediaDir = mkdtempSync(join(tmpdir(), 'gatehouse-media-'));
  const config = readConfig({
    SECRET_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    ...{ PORT: '0', DATABASE_URL: testDatabase.url, TEMPORAL_ADDRESS: services().temporalAddress, ADMIN_PASSWORD, HTTP_RATE_PER_MINUTE: '100000', LOG_LEVEL: 'debug', MEDIA_DIR: mediaDir },
    ...environment,
  });
  const out = new PassThrough();
  const logger = createLogger({ component: 'api', level: config.logLevel, out });
  const { clock, pass } = movableClock();
  const database = await openDatabase({ url: testDatabase.url, poolSize: 5 });
  const seal = createSeal(requireKeys(config));
  const temporal = await reachTemporal(config, seal, logger);
  const catalog = loadCatalog([], sha256Hex);
  const checks = { ...databaseChecks(database, seal), ...temporalChecks(temporal), ...workerChecks({ database, temporal, catalog, clock }) };
  const onFeedError = (error: unknown) => logger.warn('feed-interrupted', 'The feed is interrupted.', { error });
  const closing = new AbortController();
  const metrics = createMetrics();
  measureApi({ metrics, database, catalog, logger });
  const foundation: Foundation = {
    ...{ config, logger, clock, seal, database, temporal, catalog, closing: closing.signal },
    ...{ feed: openFeed(testDatabase.url, seal, onFeedError), wake: createWake(database.read, onFeedError) },
    ...{ metrics, countRequest: addRequestMetrics(metrics) },
    readiness: createReadiness({ checks, clock, logger }),
  };
  await prepareStart(foundation);
  const pageDirectory = mkdtempSync(join(tmpdir(), 'gatehouse-page-'));
  const front = createFront(foundation);
  const server = await listen(createApp(front, pageDirectory), config);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...{ url, front, pageDirectory, pass },
    logged: () => String(out.read() ?? '').split('\n').filter((line) => line !== ''),
    signInAdmin: () => signIn(url, { username: 'admin', password: ADMIN_PASSWORD }),
    stop: async () => {
      closing.abort();
      await stopListening(server, 0);
      await foundation.feed.close();
      await database.close();
      await closeTemporal(temporal, LAST_RETRY_MS);
      await testDatabase.drop();
      for (const directory of [pageDirectory, mediaDir]) rmSync(directory, { recursive: true });
    },
  };
}

/** No retry is due later than that. */
const LAST_RETRY_MS = 7_000;

function movableClock(): { clock: Clock; pass: (ms: number) => void } {
  let aheadMs = 0;
  return {
    clock: { now: () => new Date(Date.now() + aheadMs), monotonicMs: () => performance.now() + aheadMs },
    pass: (ms) => {
      aheadMs += ms;
    },
  };
}
