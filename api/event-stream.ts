import { once } from 'node:events';
import type { Response } from 'express';
import type { TurnDelta } from '../contract/event.ts';
import { readEvents, type StoredEvent } from '../db/stores/events.ts';
import type { Front } from './front.ts';

const BATCH = 200;
const POLL_MS = 2_000;
const HEARTBEAT_MS = 15_000;
/** How long the caller is taken to be let in still; a wake-up that brings no event may tell that he is not. */
const TRUSTED_MS = 5_000;
const TRUSTED_IN_SILENCE_MS = 1_000;

export type StreamOptions = {
  projectId: string;
  userId: string;
  /** The number of the last event that the client has. */
  after: number;
  /** Whether the caller may still listen; asked every few seconds. */
  mayListen: () => Promise<boolean>;
};

/**
 * Sends the events of a project in its own order and without a gap until the client leaves, the caller may no longer
 * listen, or the process stops. The feed wakes it; a slow poll is the net under a lost wake-up.
 */
export async function streamEvents(front: Pick<Front, 'database' | 'feed' | 'closing' | 'clock'>, res: Response, options: StreamOptions): Promise<void> {
  const ended = endOf(res, front.closing);
  const bell = createBell();
  const forget = front.feed.onEvents(options.projectId, bell.ring);
  const forgetWhispers = front.feed.onWhispers(options, ({ projectId, turnId, text }) => {
    if (ended.aborted || res.writableNeedDrain) return; // What is lost the reply of the turn makes up for.
    const at = front.clock.now().toISOString();
    res.write(`event: turn.delta\ndata: ${JSON.stringify({ type: 'turn.delta', projectId, at, data: { turnId, text } } satisfies TurnDelta)}\n\n`);
  });
  ended.addEventListener('abort', bell.ring, { once: true }); // One for the whole stream, like the feed's.
  try {
    await send(front, { res, ended, bell }, options);
  } finally {
    forget();
    forgetWhispers();
    ended.removeEventListener('abort', bell.ring);
  }
  if (res.writableNeedDrain) res.destroy(); // An end would wait behind what nobody reads.
  else res.end();
}

type Line = { res: Response; ended: AbortSignal; bell: Bell };

async function send({ database, clock }: Pick<Front, 'database' | 'clock'>, { res, ended, bell }: Line, options: StreamOptions): Promise<void> {
  const { projectId, userId, mayListen } = options;
  let { after } = options;
  let heardAt = clock.monotonicMs();
  let askedAt = heardAt;
  let isWoken = false;
  while (!ended.aborted) {
    bell.hangUp(); // Before reading, so that an event between the two is heard.
    const events = await readEvents(database.read, projectId, after, userId, BATCH);
    for (const event of events) {
      res.write(frameOf(projectId, event));
      if (!(await drained(res, ended))) return; // One by one, so that no more than one waits here for a client that does not read.
    }
    after = events.at(-1)?.seq ?? after;
    const now = clock.monotonicMs();
    if (now - askedAt >= (isWoken && events.length === 0 ? TRUSTED_IN_SILENCE_MS : TRUSTED_MS)) {
      askedAt = now;
      if (!(await mayListen())) return;
    }
    if (now - heardAt >= HEARTBEAT_MS) {
      heardAt = now;
      res.write(': still here\n\n');
    }
    isWoken = events.length === BATCH || (await bell.rung(POLL_MS));
  }
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
  if (res.destroyed) left.abort(); // The client may have left while the call was let in; no 'close' comes any more.
  else res.on('close', () => left.abort());
  return AbortSignal.any([left.signal, closing]);
}

/** Rings once each time that it is hung up: when told to, which `rung` answers with yes, or when time is up. */
type Bell = { hangUp: () => void; ring: () => void; rung: (withinMs: number) => Promise<boolean> };

function createBell(): Bell {
  let { promise, resolve } = Promise.withResolvers<boolean>();
  return {
    hangUp: () => {
      ({ promise, resolve } = Promise.withResolvers<boolean>());
    },
    ring: () => resolve(true),
    rung: async (withinMs) => {
      const timer = setTimeout(() => resolve(false), withinMs);
      return promise.finally(() => clearTimeout(timer));
    },
  };
}
