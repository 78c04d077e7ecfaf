import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { constantTimeEqual } from './digest.ts';
import { METRICS_CONTENT_TYPE, type Metrics } from './metrics.ts';
import { ConfigError } from './variables.ts';

export type MetricsListenerOptions = { metrics: Metrics; host: string; port: number; /** The variable that named the port. */ variable: string; token: string | null };

/** Whether a request may read metrics: it bears the token, where there is one. */
export const bearsToken = (authorization: string | undefined, token: string): boolean => constantTimeEqual(authorization ?? '', `Bearer ${token}`);

/** Answers GET /metrics, and nothing else, on a port of its own. Throws a ConfigError that names the variable when the port cannot be had. Answers how to stop. */
export async function listenForMetrics({ metrics, host, port, variable, token }: MetricsListenerOptions): Promise<() => Promise<void>> {
  const server = createServer((req, res) => void answer(metrics, token, req, res));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error) => reject(new ConfigError([`${variable} ${port} cannot be listened on at ${host}: ${error.message}.`])));
  server.listen({ host, port }, resolve);
  await promise;
  return async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
}

async function answer(metrics: Metrics, token: string | null, { method, url, headers }: IncomingMessage, res: ServerResponse): Promise<void> {
  if (method !== 'GET' || url?.split('?', 1)[0] !== '/metrics') return void res.writeHead(404).end();
  if (token !== null && !bearsToken(headers.authorization, token)) return void res.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
  try {
    res.writeHead(200, { 'Content-Type': METRICS_CONTENT_TYPE, 'Cache-Control': 'no-store' }).end(await metrics.read());
  } catch {
    res.writeHead(500).end();
  }
}
