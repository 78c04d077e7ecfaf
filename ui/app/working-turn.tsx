import { LoaderCircle, Square } from 'lucide-react';
import type { Turn } from '../../contract/turn.ts';
import { Link, useLocation } from 'wouter';
import { conversationPath } from '../chat/paths.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useCancelTurn } from '../data/use-turn-actions.ts';
import { useWorkingTurn } from '../data/use-turns.ts';
import './working-turn.css';

function Working({ turn }: { turn: Turn }) {
  const [location] = useLocation();
  const cancel = useCancelTurn(turn.projectId, turn);
  const path = conversationPath(turn.projectId, turn.sessionId);
  return (
    <span className={location === path ? 'bar-working bar-working-here' : 'bar-working'}>
      <Link href={path} className="bar-working-link" title={turn.message}>
        <LoaderCircle size={14} aria-hidden className="turning" /> <span className="bar-working-word">At work on your message</span>
      </Link>
      <button type="button" className="bar-stop bar-stop-now" aria-label="Stop the message that is worked on" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        <Square size={11} fill="currentColor" aria-hidden />
        <span>{cancel.isError ? 'Stop again' : 'Stop'}</span>
      </button>
    </span>
  );
}

/** What is worked on for its author, and the way to stop it from every page; where the composer has a Stop of its own in view, it keeps quiet. */
export function WorkingTurn() {
  const turn = useWorkingTurn(useOpenProject()).data;
  return turn ? <Working turn={turn} /> : null;
}
