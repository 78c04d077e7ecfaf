import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Whether nothing listens on this address and port, at this moment. */
export function isFree(host: string, port: number): Promise<boolean> {
  return listenOnce(host, port).then((found) => found !== null);
}

// Below the range from which systems take the ports of outgoing connections, so that none of those is in the way a moment later.
const LOWEST = 15_000;
const HIGHEST = 29_999;
const TRIES = 40;

/** A port of 127.0.0.1 that is free at this moment: the first free one of `wanted`, else one by chance, else one the system picks. */
export async function freePort(wanted: number[] = []): Promise<number> {
  const byChance = Array.from({ length: TRIES }, () => LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST + 1)));
  for (const port of [...wanted, ...byChance, 0]) {
    const found = await listenOnce('127.0.0.1', port);
    if (found !== null) return found;
  }
  throw new Error('the system has no free port on 127.0.0.1');
}

/** The port that was used last time, as long as it is free; the choice is kept in `file`, so that addresses stay. */
export async function rememberedPort({ file, preferred }: { file: string; preferred?: number }): Promise<number> {
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const isPort = Number.isInteger(last) && last > 0 && last < 65_536;
  const port = await freePort([...(isPort ? [last] : []), ...(preferred === undefined ? [] : [preferred])]);
  if (port !== last) writeFileSync(file, `${port}\n`);
  return port;
}

function listenOnce(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      const found = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(found));
    });
  });
}
