import type { Answer } from '../client.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useMe } from '../data/use-me.ts';
import { useCancelPlan, useReplacePlan, useRunPlan } from '../data/use-plan.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

type Whole = Answer<'getPlan'>;

const asksToConfirm = ({ preview }: Whole): boolean => preview?.steps.some(({ error }) => error?.code === 'confirmation_required') ?? false;

function runLabel({ preview, steps }: Whole): string {
  if (preview?.status === 'success') return steps.length === 1 ? 'Run 1 step' : `Run ${steps.length} steps`;
  return preview?.status === 'pending_approval' ? 'Run, and ask for approval' : 'Run until refused';
}

/** Runs a draft. Where steps ask for a confirmation, that comes first, and its preview is looked at again before anything runs. */
function RunOrConfirm({ plan, busy }: { plan: Whole; busy: boolean }) {
  const run = useRunPlan(plan.projectId, plan.planId);
  const confirm = useReplacePlan(plan.projectId, plan.planId);
  const steps = plan.steps.map((step) => ({ ...step, confirmed: true }));
  const clean = plan.preview?.status === 'success' || plan.preview?.status === 'pending_approval';
  return (
    <>
      {run.isError && <ProblemNote error={run.error} what="The plan was not started." />}
      {confirm.isError && <ProblemNote error={confirm.error} what="The steps were not confirmed." />}
      {asksToConfirm(plan) && plan.turnId === null && (
        <Button look="primary" busy={busy || confirm.isPending} onClick={() => confirm.mutate({ steps, mode: plan.mode })}>
          {confirm.isPending ? 'Confirming…' : 'Confirm these steps'}
        </Button>
      )}
      <Button look={clean ? 'primary' : 'plain'} busy={busy || run.isPending || confirm.isPending} onClick={() => run.mutate()}>
        {run.isPending ? 'Running…' : runLabel(plan)}
      </Button>
    </>
  );
}

const stopWords = { draft: ['Discard', 'Discarding…'], running: ['Stop before the next step', 'Stopping…'], awaiting_approval: ['Cancel the plan', 'Cancelling…'] } as const;

/** What may be done about a plan by whoever looks at it: its author runs and edits it, he or an admin ends it. */
export function PlanActions({ plan, onEdit }: { plan: Whole; onEdit: () => void }) {
  const { role } = useOpenProject();
  const me = useMe().data?.user.userId;
  const cancel = useCancelPlan(plan.projectId, plan.planId);
  const mine = plan.userId === me;
  const { status } = plan;
  if (status !== 'draft' && status !== 'running' && status !== 'awaiting_approval') return null;
  if (!mine && role !== 'admin') return <p className="plan-foot muted">Only its author may run this plan; he or an admin may end it.</p>;
  const [label, busyLabel] = stopWords[status];
  return (
    <div className="plan-foot">
      {cancel.isError && <ProblemNote error={cancel.error} what="The plan was not ended." />}
      <div className="ask-foot">
        {mine && status === 'draft' && <RunOrConfirm plan={plan} busy={cancel.isPending} />}
        {mine && status === 'draft' && plan.turnId === null && <Button onClick={onEdit}>Edit</Button>}
        <Button look={status === 'draft' ? 'quiet' : 'plain'} busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {cancel.isPending ? busyLabel : label}
        </Button>
        {!mine && <span className="ask-note">Only its author may run it.</span>}
      </div>
    </div>
  );
}
