import pg from 'pg';
import type { Sql } from './database.ts';

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
export type Feed = { onEvents: (projectId: string, listener: () => void) => () => void; close: () => Promise<void> };

/** Listens on a connection of its own and opens a new one when it breaks. */
export function openFeed(url: string, onError: (error: unknown) => void): Feed {
  const listeners = new Map<string, Set<() => void>>();
  let closed = false;
  let client: pg.Client | undefined;

  const connect = async () => {
    if (closed) return;
    const next = new pg.Client({ connectionString: url });
    client = next;
    next.on('error', onError);
    next.on('end', () => void setTimeout(() => void connect(), RECONNECT_MS).unref());
    next.on('notification', ({ payload }) => listeners.get(payload ?? '')?.forEach((listener) => listener()));
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
    } catch (error) {
      onError(error);
      await next.end().catch(onError);
    }
  };
  void connect();

  return {
    onEvents: (projectId, listener) => {
      const heard = listeners.get(projectId) ?? new Set();
      listeners.set(projectId, heard.add(listener));
      return () => {
        heard.delete(listener);
        if (heard.size === 0) listeners.delete(projectId);
      };
    },
    close: async () => {
      closed = true;
      await client?.end();
    },
  };
}
