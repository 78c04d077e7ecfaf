import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { TemporalTls } from '../platform/temporal-tls.ts';

export type TemporalOptions = {
  address: string;
  namespace: string;
  taskQueue: string;
  apiKey: string | null;
  tls: TemporalTls | null;
  dataConverter: DataConverter;
};

/** The handle on Temporal that the verbs of this room take. `labels` says whether the search attributes may be used by now; `ending` ends the calls that wait. */
export type Temporal = { client: Client; taskQueue: string; labels: boolean; ending: Ending };

/** How the calls of a connection end: those that wait hear the signal, and none is tried again after it; `retryInMs` says how long until the last one that is to be tried already. */
export type Ending = { signal: AbortSignal; abort: () => void; retryInMs: () => number };

const CONNECT_TIMEOUT_MS = 10_000;

/** Opens the client's connection, lazily: a Temporal that is away fails the calls that need it, not the start. */
export function connectTemporal({ address, namespace, taskQueue, apiKey, tls, dataConverter }: TemporalOptions): Temporal {
  const { ending, interceptor } = openEnding();
  const connection = Connection.lazy({
    address,
    interceptors: [interceptor],
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(apiKey !== null && { apiKey }),
    ...(tls !== null && { tls: tlsOf(tls) }),
  });
  return { client: new Client({ connection, namespace, dataConverter }), taskQueue, labels: false, ending };
}

/** The SDK's own retries of calls that the network has cut, until they are ended. */
function openEnding() {
  const controller = new AbortController();
  const { retryableDecider, delayFunction } = defaultGrpcRetryOptions();
  let dueAt = 0;
  const interceptor = makeGrpcRetryInterceptor({
    retryableDecider: (attempt, status) => !controller.signal.aborted && retryableDecider(attempt, status),
    delayFunction: (attempt, status) => {
      const delayMs = delayFunction(attempt, status);
      dueAt = Math.max(dueAt, performance.now() + delayMs);
      return delayMs;
    },
  });
  const ending: Ending = { signal: controller.signal, abort: () => controller.abort(), retryInMs: () => Math.max(0, dueAt - performance.now()) };
  return { ending, interceptor };
}

const PATIENCE_MS = 1_000;
const A_MOMENT_MS = 20;

/**
 * Ends the calls that wait, whose outcome stays unknown, and then the connection. A retry that is due waits on a timer that nothing
 * ends, and throws on a connection that is gone, so it is let go first; a process that stays alive afterwards gives it more time.
 */
export async function closeTemporal({ client, ending }: Temporal, patienceMs = PATIENCE_MS): Promise<void> {
  ending.abort();
  await sleep(Math.min(ending.retryInMs() + A_MOMENT_MS, patienceMs));
  await client.connection.close();
}

function tlsOf({ serverName, serverCa, client }: TemporalTls) {
  return {
    ...(serverName !== null && { serverNameOverride: serverName }),
    ...(serverCa !== null && { serverRootCACertificate: serverCa }),
    ...(client !== null && { clientCertPair: { crt: client.cert, key: client.key } }),
  };
}
