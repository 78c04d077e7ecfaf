import type { Choice, Turn } from '../../contract/turn.ts';
import { useAnswerTurn, useCancelTurn } from '../data/use-turn-actions.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { isTyping, useShortcut } from '../parts/use-shortcut.ts';
import './choice-list.css';

/** Whether a digit may answer: nothing is being typed, or only the composer has the focus and is still empty. */
const isFree = (target: EventTarget | null): boolean =>
  !isTyping(target) || (target instanceof HTMLTextAreaElement && target.id === 'composer' && target.value === '');

/** The ways to read an ambiguous message; a click or its number chooses. */
export function ChoiceList({ turn, choices, hasKeys }: { turn: Turn; choices: readonly Choice[]; hasKeys: boolean }) {
  const answer = useAnswerTurn(turn.projectId, turn);
  const cancel = useCancelTurn(turn.projectId, turn);
  const choose = (n: number) => {
    if (!answer.isPending) answer.mutate({ choice: n });
  };
  useShortcut((event) => {
    const chosen = choices.find(({ n }) => String(n) === event.key);
    if (!hasKeys || !chosen || event.ctrlKey || event.metaKey || event.altKey || !isFree(event.target)) return;
    event.preventDefault();
    choose(chosen.n);
  });
  return (
    <div className="choices" role="group" aria-label="Choose one">
      {choices.map(({ n, actionId, title }) => (
        <button key={n} type="button" className="choice" disabled={answer.isPending} onClick={() => choose(n)}>
          <kbd className="choice-number">{n}</kbd>
          <span>{title}</span>
          <code className="truncate">{actionId}</code>
        </button>
      ))}
      <div className="choices-foot">
        <span className="faint">{hasKeys ? 'Press a number, or answer in words.' : 'Click one of them.'}</span>
        <Button look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          None of these
        </Button>
      </div>
      {answer.isError && <ProblemNote error={answer.error} what="Your choice did not arrive." />}
    </div>
  );
}
