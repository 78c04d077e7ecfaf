import { setImmediate } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
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
export type Temporal = { client: Client; taskQueue: string; labels: boolean; ending: AbortController };

const CONNECT_TIMEOUT_MS = 10_000;

/** Opens the client's connection, lazily: a Temporal that is away fails the calls that need it, not the start. */
export function connectTemporal({ address, namespace, taskQueue, apiKey, tls, dataConverter }: TemporalOptions): Temporal {
  const connection = Connection.lazy({
    address,
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(apiKey !== null && { apiKey }),
    ...(tls !== null && { tls: tlsOf(tls) }),
  });
  return { client: new Client({ connection, namespace, dataConverter }), taskQueue, labels: false, ending: new AbortController() };
}

/** Ends the calls that wait, whose outcome stays unknown, and then the connection: a call that is cut with it would be tried again on a connection that is gone. */
export async function closeTemporal({ client, ending }: Temporal): Promise<void> {
  ending.abort();
  await setImmediate();
  await client.connection.close();
}

function tlsOf({ serverName, serverCa, client }: TemporalTls) {
  return {
    ...(serverName !== null && { serverNameOverride: serverName }),
    ...(serverCa !== null && { serverRootCACertificate: serverCa }),
    ...(client !== null && { clientCertPair: { crt: client.cert, key: client.key } }),
  };
}
