import type { Turn } from '../../contract/turn.ts';
import { Moment } from '../parts/moment.tsx';
import { SimulatedOutcome } from '../parts/simulated-outcome.tsx';
import { SentAttachments } from '../parts/sent-attachments.tsx';
import { ChoiceList } from './choice-list.tsx';
import { ConfirmationBox } from './confirmation-box.tsx';
import { MissingForm } from './missing-form.tsx';
import { OperatorMessage } from './operator-message.tsx';
import { turnAnchor } from './paths.ts';
import { PlanCard } from './plan-card.tsx';
import { ReplyText } from './reply-text.tsx';
import { Thinking } from './thinking.tsx';
import { TurnApproval } from './turn-approval.tsx';
import { TurnFoot } from './turn-foot.tsx';
import { TurnReceipts } from './turn-receipts.tsx';
import { SuggestionBox } from './suggestion-box.tsx';
import './turn-view.css';

/** What an open question offers as its answer, or what would help after a refusal; a plan that waits is confirmed on its own card. */
function Question({ turn, isNewest }: { turn: Turn; isNewest: boolean }) {
  const { choices = [], missing = [], confirmation, suggestion, planId } = turn.reply ?? {};
  if (isNewest && suggestion) return <SuggestionBox turn={turn} suggestion={suggestion} />;
  if (turn.status === 'awaiting_confirmation' && confirmation && !planId) return <ConfirmationBox turn={turn} confirmation={confirmation} />;
  if (turn.status === 'awaiting_approval' && !planId) return <TurnApproval turn={turn} />;
  if (turn.status !== 'clarifying') return null;
  return (
    <>
      {choices.length > 0 && <ChoiceList turn={turn} choices={choices} hasKeys={isNewest} />}
      {missing.length > 0 && <MissingForm turn={turn} missing={missing} />}
    </>
  );
}

/** One message and all that came of it: the reply, what it asks, and a receipt for every execution. */
export function TurnView({ turn, isNewest }: { turn: Turn; isNewest: boolean }) {
  const planId = turn.reply?.planId;
  return (
    <article id={turnAnchor(turn.turnId)} className="turn" aria-label={turn.message}>
      <OperatorMessage text={turn.message} note={<Moment at={turn.createdAt} />} attached={turn.media.length > 0 && <SentAttachments projectId={turn.projectId} media={turn.media} />} />
      <div className="reply">
        <ReplyText turn={turn} />
        <Thinking turn={turn} />
        {planId ? (
          <PlanCard planId={planId} turn={turn} />
        ) : (
          <TurnReceipts turn={turn} />
        )}
        {turn.reply?.simulation?.map((outcome, index) => (
          <SimulatedOutcome key={index} outcome={outcome} />
        ))}
        <Question turn={turn} isNewest={isNewest} />
        <TurnFoot turn={turn} />
      </div>
    </article>
  );
}
