import { SquarePen } from 'lucide-react';
import { useRef, useState } from 'react';
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
import { useSettled } from '../parts/use-settled.ts';
import { byDay } from './by-day.ts';
import { conversationPath } from './paths.ts';
import { SessionMenu } from './session-menu.tsx';
import './conversation-list.css';

const SETTLED_MS = 250;
const LONGEST_SEARCH = 200;

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

type Open = { sessionId: string | null; onOpen: () => void; onDeleted: (sessionId: string) => void };

function Sessions({ sessions, sessionId, onOpen, onDeleted }: Open & { sessions: readonly ChatSession[] }) {
  const days = byDay(sessions, ({ updatedAt }) => updatedAt, useNow());
  return days.map(({ day, items }) => (
    <section key={day} className="sessions-day">
      <h3>{day}</h3>
      <ul>
        {items.map((session) => (
          <li key={session.sessionId} className="session-row">
            <Link
              href={conversationPath(session.projectId, session.sessionId)}
              className="session"
              onClick={onOpen}
              aria-current={session.sessionId === sessionId ? 'page' : undefined}
            >
              <span className="truncate">{session.title}</span>
              <State session={session} />
            </Link>
            <SessionMenu session={session} onDeleted={() => onDeleted(session.sessionId)} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function List({ words, ...open }: Open & { words: string }) {
  const { projectId } = useOpenProject();
  const query = useSessions(projectId, words);
  const sessions = (query.data?.pages ?? []).flatMap(({ items }) => items);
  const { rows, hasNewer, hasOlder, newer, older } = useRows(sessions);
  const more = () => {
    if (query.hasNextPage) void query.fetchNextPage();
    older();
  };
  if (query.isPending) return <Skeleton label="Loading conversations" lines={6} />;
  if (query.isError) return <ProblemNote error={query.error} what="The conversations could not be loaded." onRetry={() => void query.refetch()} />;
  if (sessions.length === 0) {
    return <p className="sessions-none">{words === '' ? 'Your conversations will be listed here, by day.' : 'No conversation holds these words.'}</p>;
  }
  return (
    <>
      {hasNewer && (
        <Button look="quiet" onClick={newer}>
          Show newer
        </Button>
      )}
      <Sessions sessions={rows} {...open} />
      {(hasOlder || query.hasNextPage) && (
        <Button look="quiet" onClick={more} busy={query.isFetchingNextPage}>
          {query.isFetchingNextPage ? 'Loading…' : 'Show older'}
        </Button>
      )}
    </>
  );
}

/** One's own conversations in this project by day, each with what it waits for; they can be searched, renamed and deleted. */
export function ConversationList({ sessionId, onOpen }: { sessionId: string | null; onOpen: () => void }) {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const words = useSettled(typed.trim(), SETTLED_MS);
  const search = useRef<HTMLInputElement>(null);
  const begin = () => {
    onOpen();
    navigate(conversationPath(projectId));
  };
  const forget = (deleted: string) => {
    if (deleted === sessionId) navigate(conversationPath(projectId));
    search.current?.focus(); // The row that had the focus is gone.
  };
  return (
    <div className="sessions">
      <header className="sessions-head">
        <h2>Conversations</h2>
        <IconButton label="New conversation (Alt N)" icon={SquarePen} onClick={begin} />
      </header>
      <input
        ref={search}
        type="search"
        className="input sessions-search"
        aria-label="Search conversations"
        placeholder="Search"
        maxLength={LONGEST_SEARCH}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="sessions-list">
        <List words={words} sessionId={sessionId} onOpen={onOpen} onDeleted={forget} />
      </div>
    </div>
  );
}
