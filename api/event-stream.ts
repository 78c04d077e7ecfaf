import { once } from 'node:events';
import type { Response } from 'express';
import { readEvents, type StoredEvent } from '../db/stores/events.ts';
import type { Front } from './front.ts';

const BATCH = 200;
const POLL_MS = 2_000;
const HEARTBEAT_MS = 15_000;

export type StreamOptions = {
  projectId: string;
  userId: string;
  /** The number of the last event that the client has. */
  after: number;
  /** Whether the caller may still listen; asked at every heartbeat. */
  mayListen: () => Promise<boolean>;
};

/**
 * Sends the events of a project in its own order and without a gap until the client leaves, the caller may no longer
 * listen, or the process stops. The feed wakes it; a slow poll is the net under a lost wake-up.
 */
export async function streamEvents(front: Pick<Front, 'database' | 'feed' | 'closing' | 'clock'>, res: Response, options: StreamOptions): Promise<void> {
  const { feed, closing, clock } = front;
  const ended = endOf(res, closing);
  let { after } = options;
  let heardAt = clock.monotonicMs();
  while (!ended.aborted) {
    const bell = openBell(ended, POLL_MS); // Hung up before reading, so that an event between the two is heard.
    const forget = feed.onEvents(options.projectId, bell.ring);
    const events = await readEvents(front.database.read, options.projectId, after, options.userId, BATCH);
    for (const event of events) res.write(frameOf(options.projectId, event));
    if (!(await drained(res, ended))) break;
    after = events.at(-1)?.seq ?? after;
    if (events.length < BATCH) await bell.rung;
    forget();
    if (clock.monotonicMs() - heardAt < HEARTBEAT_MS) continue;
    heardAt = clock.monotonicMs();
    if (!(await options.mayListen())) break;
    res.write(': still here\n\n');
  }
  res.end();
}

/** Waits for a client that reads slowly; false when it reads nothing for a while, so that its events do not pile up here. */
async function drained(res: Response, ended: AbortSignal): Promise<boolean> {
  if (!res.writableNeedDrain) return true;
  const patience = AbortSignal.any([ended, AbortSignal.timeout(HEARTBEAT_MS)]);
  return once(res, 'drain', { signal: patience }).then(
    () => true,
    () => false,
  );
}

/** One event in the text/event-stream format (WHATWG HTML, server-sent events). */
function frameOf(projectId: string, { seq, type, at, data }: StoredEvent): string {
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify({ type, projectId, at, data })}\n\n`;
}

function endOf(res: Response, closing: AbortSignal): AbortSignal {
  const left = new AbortController();
  res.on('close', () => left.abort());
  return AbortSignal.any([left.signal, closing]);
}

/** Something that rings once: when told to, when time is up, or at the end. */
function openBell(ended: AbortSignal, waitMs: number): { ring: () => void; rung: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMs);
  ended.addEventListener('abort', () => resolve(), { once: true });
  return { ring: resolve, rung: promise.finally(() => clearTimeout(timer)) };
}
