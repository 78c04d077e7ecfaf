import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../../platform/config.ts';

type Place = { config: Pick<Config, 'publicUrl' | 'port'>; headers: IncomingHttpHeaders };

/** Where the page is for whoever makes this call: PUBLIC_URL, or else the host that he called himself, who alone reads the answer. */
export function pageAddress({ config, headers }: Place, path: string): URL {
  const called = URL.parse(`http://${headers.host ?? ''}`)?.origin ?? `http://127.0.0.1:${config.port}`;
  return new URL(path, config.publicUrl ?? called);
}
