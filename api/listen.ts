import { createServer, type RequestListener, type Server } from 'node:http';
import type { Config } from '../platform/config.ts';
import { StartProblem } from './start-problem.ts';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses the port; free it or set PORT',
  EACCES: 'this user may not use the port; set PORT to one above 1023',
  EADDRNOTAVAIL: 'this machine does not have the address; set HOST to one that it has',
  ENOTFOUND: 'the host name is not known; set HOST to an address of this machine',
};

/** Listens on HOST and PORT; throws a StartProblem that says why it cannot. */
export async function listen(app: RequestListener, { host, port }: Pick<Config, 'host' | 'port'>): Promise<Server> {
  const server = createServer(app);
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
