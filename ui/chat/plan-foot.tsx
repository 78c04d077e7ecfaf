import type { Turn } from '../../contract/turn.ts';
import type { Answer } from '../client.ts';
import { draftKey, useDrafts } from '../data/drafts.tsx';
import { useCancelPlan, useRunPlan } from '../data/use-plan.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { stepText } from './answer-text.ts';
import { ConfirmButtons } from './confirmation-box.tsx';
import { planOffer } from './plan-offer.ts';

type Given = { plan: Answer<'getPlan'>; turn: Turn };

/** Run, edit or discard a draft. Editing puts the steps back into the composer as words. */
function DraftButtons({ plan, turn }: Given) {
  const run = useRunPlan(plan.projectId, plan.planId);
  const discard = useCancelPlan(plan.projectId, plan.planId);
  const drafts = useDrafts();
  const busy = run.isPending || discard.isPending;
  const passes = plan.preview?.status === 'success';
  const edit = () => {
    drafts.propose(draftKey(plan.projectId, turn.sessionId), plan.steps.map(stepText).join('; '));
    discard.mutate();
  };
  return (
    <>
      {run.isError && <ProblemNote error={run.error} what="The plan was not started." />}
      {discard.isError && <ProblemNote error={discard.error} what="The plan was not discarded." />}
      <div className="ask-foot">
        <Button look={passes ? 'primary' : 'plain'} busy={busy} onClick={() => run.mutate()}>
          {run.isPending ? 'Running…' : passes ? `Run ${plan.steps.length} steps` : 'Run until refused'}
        </Button>
        <Button busy={busy} onClick={edit}>
          Edit
        </Button>
        <Button look="quiet" busy={busy} onClick={() => discard.mutate()}>
          Discard
        </Button>
      </div>
    </>
  );
}

/** What may be done about a plan now; nothing once it ran. */
export function PlanFoot({ plan, turn }: Given) {
  const offer = planOffer(plan, turn);
  const confirmation = turn.reply?.confirmation;
  if (offer === 'nothing') return null;
  return (
    <div className="plan-foot">
      {offer === 'draft' && <DraftButtons plan={plan} turn={turn} />}
      {offer === 'confirm' && confirmation && <ConfirmButtons turn={turn} confirmation={confirmation} label={`Confirm and run ${confirmation.steps.length} steps`} />}
    </div>
  );
}
