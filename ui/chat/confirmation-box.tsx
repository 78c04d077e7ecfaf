import type { Confirmation, Turn } from '../../contract/turn.ts';
import { useCancelTurn, useConfirmTurn } from '../data/use-turn-actions.ts';
import { countdown } from '../parts/duration.ts';
import { Button } from '../parts/button.tsx';
import { useSeconds } from '../parts/now.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { StepLine } from '../parts/step-line.tsx';
import './confirmation-box.css';

/** Confirm and cancel, while that is possible. */
export function ConfirmButtons({ turn, confirmation, label }: { turn: Turn; confirmation: Confirmation; label: string }) {
  const confirm = useConfirmTurn(turn.projectId, turn);
  const cancel = useCancelTurn(turn.projectId, turn);
  const left = Date.parse(confirmation.expiresAt) - useSeconds(true);
  const busy = confirm.isPending || cancel.isPending;
  return (
    <>
      {confirm.isError && <ProblemNote error={confirm.error} what="Your confirmation did not arrive." />}
      {cancel.isError && <ProblemNote error={cancel.error} what="Your cancellation did not arrive." />}
      <div className="ask-foot">
        <Button look="primary" busy={busy || left <= 0} onClick={() => confirm.mutate()}>
          {confirm.isPending ? 'Confirming…' : label}
        </Button>
        <Button busy={busy} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
        <span className="ask-note" data-figures>{left > 0 ? `or answer yes or no · expires in ${countdown(left)}` : 'Expired. Ask again to get a new confirmation.'}</span>
      </div>
    </>
  );
}

/** Shows exactly what will run, and runs it only when the operator says so. */
export const ConfirmationBox = ({ turn, confirmation }: { turn: Turn; confirmation: Confirmation }) => (
  <div className="ask" role="group" aria-label="Confirm">
    <h2>{confirmation.steps.length === 1 ? 'This will run' : `These ${confirmation.steps.length} steps will run`}</h2>
    <ol className="confirmation-steps">
      {confirmation.steps.map(({ actionId, title, inputs }, index) => (
        <li key={index}>
          <span>{title}</span>
          <StepLine actionId={actionId} inputs={inputs} />
        </li>
      ))}
    </ol>
    <ConfirmButtons turn={turn} confirmation={confirmation} label="Confirm" />
  </div>
);
