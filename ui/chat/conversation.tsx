import { ArrowDown } from 'lucide-react';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import type { Turn } from '../../contract/turn.ts';
import { useOpenProject } from '../data/project-context.ts';
import { isWorking, useTurns } from '../data/use-turns.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useRows } from '../parts/use-rows.ts';
import { isTyping, useShortcut } from '../parts/use-shortcut.ts';
import { ApiError } from '../problem.ts';
import { AttachmentList } from './attachment-list.tsx';
import { Composer } from './composer.tsx';
import { FirstSteps } from './first-steps.tsx';
import { OperatorMessage } from './operator-message.tsx';
import { conversationPath } from './paths.ts';
import { TurnView } from './turn-view.tsx';
import { useFollow } from './use-follow.ts';
import { useOutcomes } from './use-outcomes.ts';
import type { Pending, Sender } from './use-send.ts';
import './conversation.css';

type Turns = ReturnType<typeof useTurns>;

function Messages({ query, turns, pending }: { query: Turns; turns: readonly Turn[]; pending: Pending | null }) {
  const { rows, hasNewer, hasOlder, newer, older } = useRows(turns);
  const earlier = () => {
    if (query.hasNextPage) void query.fetchNextPage();
    older();
  };
  return (
    <>
      {(hasOlder || query.hasNextPage) && (
        <Button look="quiet" onClick={earlier} busy={query.isFetchingNextPage}>
          {query.isFetchingNextPage ? 'Loading…' : 'Show earlier messages'}
        </Button>
      )}
      {rows.toReversed().map((turn) => (
        <TurnView key={turn.turnId} turn={turn} isNewest={turn === turns[0]} />
      ))}
      {hasNewer && (
        <Button look="quiet" onClick={newer}>
          Show later messages
        </Button>
      )}
      {pending && !hasNewer && <OperatorMessage text={pending.text} note="Sending…" attached={pending.media.length > 0 && <AttachmentList items={pending.media} />} />}
    </>
  );
}

function Body({ sessionId, query, turns, pending }: { sessionId: string | null; query: Turns; turns: readonly Turn[]; pending: Pending | null }) {
  if (query.error instanceof ApiError && [404, 422].includes(query.error.status)) {
    return (
      <EmptyState title="There is no such conversation">
        <p>It may belong to somebody else. Choose one of yours, or begin a new one below.</p>
      </EmptyState>
    );
  }
  if (query.isError) return <ProblemNote error={query.error} what="The conversation could not be loaded." onRetry={() => void query.refetch()} />;
  if (!pending && sessionId && query.isPending) return <Skeleton label="Loading the conversation" lines={6} />;
  if (!pending && turns.length === 0) return <FirstSteps />;
  return <Messages query={query} turns={turns} pending={pending} />;
}

function useKeys(projectId: string): void {
  const [, navigate] = useLocation();
  useShortcut((event) => {
    if (event.altKey && event.code === 'KeyN') {
      event.preventDefault();
      navigate(conversationPath(projectId));
    }
    if (event.key === '/' && !isTyping(event.target)) {
      event.preventDefault();
      document.getElementById('composer')?.focus();
    }
  });
}

/** One conversation, oldest message first, with the composer below. */
export function Conversation({ sessionId, sender }: { sessionId: string | null; sender: Sender }) {
  const { projectId } = useOpenProject();
  const query = useTurns(projectId, sessionId);
  const turns = sessionId ? (query.data?.pages ?? []).flatMap(({ items }) => items) : [];
  const arrived = turns.some(({ turnId }) => turnId === sender.pending?.turnId);
  const scroller = useRef<HTMLDivElement>(null);
  const { away, jump } = useFollow(scroller);
  useKeys(projectId);
  useOutcomes(turns);
  return (
    <div className="conversation">
      <div className="conversation-scroll" ref={scroller} tabIndex={0} role="log" aria-label="Messages" aria-live="off">
        <div className="conversation-body">
          <Body sessionId={sessionId} query={query} turns={turns} pending={arrived ? null : sender.pending} />
        </div>
      </div>
      <div className="conversation-foot">
        {away && (
          <div className="conversation-jump">
            <Button onClick={jump}>
              <ArrowDown size={14} aria-hidden /> Latest
            </Button>
          </div>
        )}
        <Composer sessionId={sessionId} turns={turns} working={turns.find(isWorking) ?? null} sender={sender} />
      </div>
    </div>
  );
}
