import { connect, createServer, type Socket } from 'node:net';

/** How a request that passes the proxy is mistreated; each is the part of all requests, from 0 to 1. */
export type Mischief = {
  /** The connection is cut before the server has the request. */
  cut: number;
  /** The server gets the request and does it; its answer is dropped, and the connection cut. */
  dropAnswer: number;
  /** Nothing passes any more in either direction, while the connection stays open; it is cut after `halfOpenMs`. */
  halfOpen: number;
  halfOpenMs: number;
  /** The request is held back for `delayMs`. */
  delay: number;
  delayMs: number;
};

type Trick = 'cut' | 'dropAnswer' | 'halfOpen' | 'delay';

export type TcpProxy = {
  port: number;
  /** From now on requests are treated so; null lets all of them pass. */
  mistreat: (mischief: Mischief | null) => void;
  /** How often each trick was played. */
  played: () => Readonly<Record<Trick, number>>;
  stop: () => Promise<void>;
};

const DROPPED_AFTER_MS = 150;

export type ProxyOptions = {
  target: { host: string; port: number };
  /** A number from 0 up to 1. */
  chance: () => number;
  /** The tricks are for what sends at least so many bytes at once; smaller pieces are no requests. */
  fromBytes?: number;
};

/** Listens on 127.0.0.1 and hands on what it gets, well or badly. */
export async function startTcpProxy({ target, chance, fromBytes = 1 }: ProxyOptions): Promise<TcpProxy> {
  const played = { cut: 0, dropAnswer: 0, halfOpen: 0, delay: 0 };
  const open = new Set<Socket>();
  let mischief: Mischief | null = null;
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      open.add(socket.setNoDelay(true));
      socket.once('close', () => open.delete(socket));
    }
    join({ client, upstream, trickFor: (bytes) => (mischief && bytes >= fromBytes ? draw(mischief, chance()) : null), settings: () => mischief, played });
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    mistreat: (next) => {
      mischief = next;
    },
    played: () => played,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function draw({ cut, dropAnswer, halfOpen, delay }: Mischief, number: number): Trick | null {
  if (number < cut) return 'cut';
  if (number < cut + dropAnswer) return 'dropAnswer';
  if (number < cut + dropAnswer + halfOpen) return 'halfOpen';
  return number < cut + dropAnswer + halfOpen + delay ? 'delay' : null;
}

type Pair = { client: Socket; upstream: Socket; trickFor: (bytes: number) => Trick | null; settings: () => Mischief | null; played: Record<Trick, number> };

/** Connects both ends for as long as both live; once a trick has doomed a pair, no answer passes it any more. */
function join({ client, upstream, trickFor, settings, played }: Pair): void {
  let isDoomed = false;
  const end = () => {
    client.destroy();
    upstream.destroy();
  };
  const doom = (afterMs: number) => {
    isDoomed = true;
    setTimeout(end, afterMs).unref();
  };
  client.on('data', (bytes) => {
    if (isDoomed) return;
    const trick = trickFor(bytes.length);
    if (trick) played[trick] += 1;
    if (trick === 'cut') end();
    else if (trick === 'halfOpen') doom(settings()?.halfOpenMs ?? 0);
    else if (trick === 'delay') hold(client, settings()?.delayMs ?? 0, () => upstream.write(bytes));
    else upstream.write(bytes);
    if (trick === 'dropAnswer') doom(DROPPED_AFTER_MS);
  });
  upstream.on('data', (bytes) => void (isDoomed || client.write(bytes)));
  for (const socket of [client, upstream]) {
    socket.on('error', end);
    socket.on('close', end);
  }
}

/** Hands on later, and takes nothing more meanwhile, so that the order stays. */
function hold(from: Socket, forMs: number, handOn: () => void): void {
  from.pause();
  setTimeout(() => {
    handOn();
    from.resume();
  }, forMs).unref();
}
