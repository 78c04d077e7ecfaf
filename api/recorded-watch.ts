import type { Database } from '../db/database.ts';
import type { Feed } from '../db/feed.ts';
import { listRecordedAttempts } from '../db/stores/executions.ts';

/** Tells as soon as attempts are recorded, whoever has carried them. */
export type RecordedWatch = {
  /** Resolves once the attempt is recorded and the feed has said so; `forget` ends the wait, which then never resolves. */
  watch: (projectId: string, attemptId: string) => { recorded: Promise<void>; forget: () => void };
};

type Ticket = { attemptId: string; ring: () => void };
type Waiting = { tickets: Set<Ticket>; looking: boolean; again: boolean; unlisten: () => void };

/** Looks once for all who wait in a project, at most one look at a time, whenever the feed tells of something new there. */
export function createRecordedWatch({ database, feed, onError }: { database: Pick<Database, 'read'>; feed: Pick<Feed, 'onEvents'>; onError: (error: unknown) => void }): RecordedWatch {
  const projects = new Map<string, Waiting>();

  const look = async (waiting: Waiting): Promise<void> => {
    const attemptIds = [...waiting.tickets].map(({ attemptId }) => attemptId);
    const found = new Set(await listRecordedAttempts(database.read, attemptIds));
    for (const ticket of waiting.tickets) if (found.has(ticket.attemptId)) ticket.ring();
  };

  const lookAgain = async (waiting: Waiting): Promise<void> => {
    waiting.again = true;
    if (waiting.looking) return;
    waiting.looking = true;
    while (waiting.again && waiting.tickets.size > 0) {
      waiting.again = false;
      await look(waiting).catch(onError);
    }
    waiting.looking = false;
  };

  const open = (projectId: string): Waiting => {
    const waiting: Waiting = { tickets: new Set(), looking: false, again: false, unlisten: () => {} };
    waiting.unlisten = feed.onEvents(projectId, () => void lookAgain(waiting));
    projects.set(projectId, waiting);
    return waiting;
  };

  return {
    watch: (projectId, attemptId) => {
      const waiting = projects.get(projectId) ?? open(projectId);
      const { promise: recorded, resolve: ring } = Promise.withResolvers<void>();
      const ticket = { attemptId, ring };
      waiting.tickets.add(ticket);
      return { recorded, forget: () => forget(projects, projectId, waiting, ticket) };
    },
  };
}

function forget(projects: Map<string, Waiting>, projectId: string, waiting: Waiting, ticket: Ticket): void {
  waiting.tickets.delete(ticket);
  if (waiting.tickets.size > 0 || projects.get(projectId) !== waiting) return;
  waiting.unlisten();
  projects.delete(projectId);
}
