import { useEffect, useRef, useState } from 'react';
import { PlanBody } from '../chat/plan-body.tsx';
import type { Answer } from '../client.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useMe } from '../data/use-me.ts';
import { useNames } from '../data/use-members.ts';
import { usePlan } from '../data/use-plan.ts';
import { workflowUrl } from '../data/workflow-url.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { CopyId } from '../parts/copy-id.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { planLooks } from '../parts/look.ts';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { TurnLink } from '../parts/turn-link.tsx';
import { WorkflowLink } from '../parts/workflow-link.tsx';
import { ApiError } from '../problem.ts';
import { EditPlan } from './edit-plan.tsx';
import { PlanActions } from './plan-actions.tsx';

type Whole = Answer<'getPlan'>;

/** Says how a plan that was open ended or came to wait. */
function useAnnounced({ status, planId }: Whole): void {
  const announce = useAnnounce();
  const before = useRef({ status, planId });
  useEffect(() => {
    if (before.current.planId === planId && before.current.status !== status) announce(`The plan: ${planLooks[status].word}.`);
    before.current = { status, planId };
  }, [announce, status, planId]);
}

function Origin({ plan }: { plan: Whole }) {
  const me = useMe().data;
  const nameOf = useNames(plan.projectId);
  const mine = me?.user.userId === plan.userId;
  return (
    <p className="plan-origin">
      <span>
        {nameOf(plan.userId)} <Moment at={plan.createdAt} />
      </span>
      <span>{plan.mode}</span>
      {plan.turnId && (
        <TurnLink projectId={plan.projectId} turnId={plan.turnId} mine={mine}>
          from a message
        </TurnLink>
      )}
      <CopyId label="plan" id={plan.planId} />
      {plan.workflowId && <WorkflowLink workflowId={plan.workflowId} url={workflowUrl(me, plan.workflowId)} className="text-link" />}
    </p>
  );
}

function Loaded({ plan }: { plan: Whole }) {
  const [editing, setEditing] = useState(false);
  useAnnounced(plan);
  if (editing && plan.status === 'draft') return <EditPlan plan={plan} onClose={() => setEditing(false)} />;
  return (
    <>
      <Origin plan={plan} />
      <PlanBody plan={plan} foot={<PlanActions plan={plan} onEdit={() => setEditing(true)} />} />
    </>
  );
}

/** One plan with everything that is known about it. */
export function PlanDetail({ planId }: { planId: string }) {
  const { projectId } = useOpenProject();
  const query = usePlan(projectId, planId);
  if (query.isPending) return <Skeleton label="Loading the plan" lines={8} />;
  if (query.error instanceof ApiError && [404, 422].includes(query.error.status)) {
    return (
      <EmptyState title="There is no such plan">
        <p>It may belong to another project. Choose one from the list.</p>
      </EmptyState>
    );
  }
  if (!query.data) {
    return (
      <div className="split-note">
        <ProblemNote error={query.error} what="The plan could not be loaded." onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return (
    <div className="split-body" tabIndex={0} role="region" aria-label="Plan in full">
      <Loaded plan={query.data} />
    </div>
  );
}
