import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const WITHIN_MS = 20_000;

/** A connection on which a test sends bytes as it likes. */
export type RawConnection = { socket: Socket; /** Everything that came until the other side closed. */ ended: Promise<string> };

/** Connects to a server of HTTP; a connection that is not closed in time is an error. */
export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const { promise: connected, resolve } = Promise.withResolvers<void>();
  socket.once('connect', resolve);
  const ended = new Promise<string>((closed, reject) => {
    const chunks: string[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk.toString('latin1')));
    socket.on('error', () => undefined); // A reset is an end too.
    socket.once('close', () => closed(chunks.join('')));
    socket.setTimeout(WITHIN_MS, () => {
      reject(new Error('the connection was left open'));
      socket.destroy();
    });
  });
  await connected;
  return { socket, ended };
}

/** Sends bytes in one go and answers everything that comes back until the server closes. */
export async function exchange(url: string, text: string): Promise<string> {
  const { socket, ended } = await openRaw(url);
  socket.write(text);
  return ended;
}

/** Sends a beginning, then a piece of it now and then until the server closes; answers everything that came back. */
export async function trickle(url: string, beginning: string, piece: string): Promise<string> {
  const { socket, ended } = await openRaw(url);
  socket.write(beginning);
  for (let pieces = 0; pieces < WITHIN_MS / 50 && !socket.destroyed && !socket.readableEnded; pieces += 1) {
    socket.write(piece, () => undefined);
    await sleep(50);
  }
  return ended;
}
