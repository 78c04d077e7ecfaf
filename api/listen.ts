import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { Config } from '../platform/config.ts';
import { StartProblem } from './start-problem.ts';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses the port; free it or set PORT',
  EACCES: 'this user may not use the port; set PORT to one above 1023',
  EADDRNOTAVAIL: 'this machine does not have the address; set HOST to one that it has',
  ENOTFOUND: 'the host name is not known; set HOST to an address of this machine',
};

/** How long a client may take over a request, and how much it may send and open. */
export type ServerLimits = Required<Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'keepAliveTimeout' | 'connectionsCheckingInterval' | 'maxHeaderSize'>> & { maxConnections: number };

/**
 * The largest body, attachments of 10 MiB as base64, fits into the time of a request on a line of 2 Mbit/s. A connection without a request is kept for
 * longer than the minute after which most proxies give theirs up, so that none sends a request into one that closes.
 */
export const SERVER_LIMITS: ServerLimits = {
  headersTimeout: 10_000,
  requestTimeout: 75_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
  maxConnections: 10_000,
};

/** Listens on HOST and PORT within limits; throws a StartProblem that says why it cannot. */
export async function listen(app: RequestListener, { host, port }: Pick<Config, 'host' | 'port'>, { maxConnections, ...limits }: ServerLimits = SERVER_LIMITS): Promise<Server> {
  const server = createServer({ ...limits, insecureHTTPParser: false, requireHostHeader: true }, app);
  server.maxConnections = maxConnections;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host, port }, resolve);
  try {
    await promise;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new StartProblem(`HOST ${host} and PORT ${port} cannot be listened on: ${REASONS[code] ?? code}.`);
  }
  server.off('error', reject);
  return server;
}

/** Stops accepting, lets running calls end for a while, then cuts what is left. */
export async function stopListening(server: Server, graceMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await promise;
  clearTimeout(timer);
}
