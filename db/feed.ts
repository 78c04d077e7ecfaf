import pg from 'pg';
import type { Seal } from '../platform/seal.ts';
import type { Sql } from './database.ts';
import { openWhisper, WHISPER_CHANNEL, type Whispered } from './whisper.ts';

const CHANNEL = 'gatehouse_event';
const COALESCE_MS = 5;
const RECONNECT_MS = 1_000;

/** Wakes other processes' streams after a commit. */
export type Wake = (projectId: string) => void;

/** Announces new events after their commit: the first at once, those of the next few milliseconds together. A lost one is made up for by the listeners' poll. */
export function createWake(sql: Sql, onError: (error: unknown) => void): Wake {
  const waiting = new Set<string>();
  let nextAt = 0;
  const announce = () => {
    const projectIds = [...waiting];
    waiting.clear();
    nextAt = performance.now() + COALESCE_MS;
    sql('select pg_notify($1, id) from unnest($2::text[]) as id', [CHANNEL, projectIds]).catch(onError);
  };
  return (projectId) => {
    if (waiting.size === 0) setTimeout(announce, Math.max(0, nextAt - performance.now()));
    waiting.add(projectId);
  };
}

/** Hears of new events; `close` ends the connection. */
export type Feed = {
  onEvents: (projectId: string, listener: () => void) => () => void;
  /** Hears what models say in turns of this person in this project; a piece may get lost. */
  onWhispers: (of: { projectId: string; userId: string }, listener: (whispered: Whispered) => void) => () => void;
  close: () => Promise<void>;
};

/** Listens on a connection of its own and opens a new one when it breaks. */
export function openFeed(url: string, seal: Pick<Seal, 'open'>, onError: (error: unknown) => void): Feed {
  const listeners = createListeners<null>();
  const confidants = createListeners<Whispered>();
  let closed = false;
  let client: pg.Client | undefined;

  const connect = async () => {
    if (closed) return;
    const next = new pg.Client({ connectionString: url });
    client = next;
    next.on('error', onError);
    next.on('end', () => void setTimeout(() => void connect(), RECONNECT_MS).unref());
    next.on('notification', ({ channel, payload = '' }) => {
      const whispered = channel === WHISPER_CHANNEL ? openWhisper(seal, payload) : null;
      if (whispered) confidants.tell(addressOf(whispered), whispered);
      if (channel === CHANNEL) listeners.tell(payload, null);
    });
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}; listen ${WHISPER_CHANNEL}`);
    } catch (error) {
      onError(error);
      await next.end().catch(onError);
    }
  };
  void connect();

  return {
    onEvents: (projectId, listener) => listeners.add(projectId, listener),
    onWhispers: (of, listener) => confidants.add(addressOf(of), listener),
    close: async () => {
      closed = true;
      await client?.end();
    },
  };
}

const addressOf = ({ projectId, userId }: { projectId: string; userId: string }): string => `${projectId} ${userId}`;

/** Listeners by what they listen to. */
type Listeners<News> = { add: (name: string, listener: (news: News) => void) => () => void; tell: (name: string, news: News) => void };

function createListeners<News>(): Listeners<News> {
  const byName = new Map<string, Set<(news: News) => void>>();
  return {
    add: (name, listener) => {
      const heard = byName.get(name) ?? new Set();
      byName.set(name, heard.add(listener));
      return () => {
        heard.delete(listener);
        if (heard.size === 0) byName.delete(name);
      };
    },
    tell: (name, news) => byName.get(name)?.forEach((listener) => listener(news)),
  };
}
