import { SquarePen } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import type { ChatSession } from '../../contract/turn.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useSessions } from '../data/use-turns.ts';
import { Button } from '../parts/button.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { turnLooks } from '../parts/look.ts';
import { Moment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useRows } from '../parts/use-rows.ts';
import { byDay } from './by-day.ts';
import { conversationPath } from './paths.ts';
import './conversation-list.css';

function State({ session }: { session: ChatSession }) {
  const look = turnLooks[session.status];
  if (!look) return <Moment at={session.updatedAt} underDay />;
  const Icon = look.icon;
  return (
    <span className={`session-state tone-${look.tone}`} title={look.word}>
      <Icon size={14} strokeWidth={2.25} aria-hidden className={look.word === 'Working' ? 'turning' : undefined} />
      <span className="visually-hidden">{look.word}</span>
    </span>
  );
}

function Sessions({ sessions, sessionId, onOpen }: { sessions: readonly ChatSession[]; sessionId: string | null; onOpen: () => void }) {
  const days = byDay(sessions, ({ updatedAt }) => updatedAt, useNow());
  return days.map(({ day, items }) => (
    <section key={day} className="sessions-day">
      <h3>{day}</h3>
      <ul>
        {items.map((session) => (
          <li key={session.sessionId}>
            <Link
              href={conversationPath(session.projectId, session.sessionId)}
              className="session"
              onClick={onOpen}
              aria-current={session.sessionId === sessionId ? 'page' : undefined}
            >
              <span className="truncate">{session.title}</span>
              <State session={session} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function List({ sessionId, onOpen }: { sessionId: string | null; onOpen: () => void }) {
  const { projectId } = useOpenProject();
  const query = useSessions(projectId);
  const sessions = (query.data?.pages ?? []).flatMap(({ items }) => items);
  const { rows, hasNewer, hasOlder, newer, older } = useRows(sessions);
  const more = () => {
    if (query.hasNextPage) void query.fetchNextPage();
    older();
  };
  if (query.isPending) return <Skeleton label="Loading conversations" lines={6} />;
  if (query.isError) return <ProblemNote error={query.error} what="The conversations could not be loaded." onRetry={() => void query.refetch()} />;
  if (sessions.length === 0) return <p className="sessions-none">Your conversations will be listed here, by day.</p>;
  return (
    <>
      {hasNewer && (
        <Button look="quiet" onClick={newer}>
          Show newer
        </Button>
      )}
      <Sessions sessions={rows} sessionId={sessionId} onOpen={onOpen} />
      {(hasOlder || query.hasNextPage) && (
        <Button look="quiet" onClick={more} busy={query.isFetchingNextPage}>
          {query.isFetchingNextPage ? 'Loading…' : 'Show older'}
        </Button>
      )}
    </>
  );
}

/** One's own conversations in this project by day, each with what it waits for. */
export function ConversationList({ sessionId, onOpen }: { sessionId: string | null; onOpen: () => void }) {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const begin = () => {
    onOpen();
    navigate(conversationPath(projectId));
  };
  return (
    <div className="sessions">
      <header className="sessions-head">
        <h2>Conversations</h2>
        <IconButton label="New conversation (Alt N)" icon={SquarePen} onClick={begin} />
      </header>
      <div className="sessions-list">
        <List sessionId={sessionId} onOpen={onOpen} />
      </div>
    </div>
  );
}
