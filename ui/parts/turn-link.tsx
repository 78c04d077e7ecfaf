import { Link } from 'wouter';
import { useTurn } from '../data/use-turns.ts';

/** Leads to the message that something came from, for whoever wrote it; a conversation is its author's only. */
export function TurnLink({ projectId, turnId, mine, children }: { projectId: string; turnId: string; mine: boolean; children: string }) {
  const turn = useTurn(projectId, mine ? turnId : null).data;
  if (!turn) return <span>{children}</span>;
  const path = `/p/${encodeURIComponent(projectId)}/chat/${encodeURIComponent(turn.sessionId)}#turn-${turnId}`;
  return (
    <Link className="text-link" href={path}>
      {children}
    </Link>
  );
}
