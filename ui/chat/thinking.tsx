import type { Turn } from '../../contract/turn.ts';
import { isWorking } from '../data/use-turns.ts';
import { useWords } from '../data/use-words.ts';

/** What a model says while it is at work, as it comes. It is not the reply, and it goes when the reply is there. */
export function Thinking({ turn }: { turn: Turn }) {
  const words = useWords(turn.projectId, turn.turnId);
  if (!isWorking(turn) || words.trim() === '') return null;
  return (
    <div className="thinking" role="group" aria-label="Thinking aloud">
      <p className="thinking-name">Thinking aloud</p>
      <p className="thinking-words">{words}</p>
    </div>
  );
}
