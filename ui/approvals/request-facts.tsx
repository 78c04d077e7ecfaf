import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Approval } from '../../contract/approval.ts';
import { useExecution } from '../data/use-execution.ts';
import { useMe } from '../data/use-me.ts';
import { useNames } from '../data/use-members.ts';
import { useBudget } from '../data/use-projects.ts';
import { workflowUrl } from '../data/workflow-url.ts';
import { CopyId } from '../parts/copy-id.tsx';
import { deciders } from '../parts/deciders.ts';
import { left } from '../parts/left.ts';
import { Moment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.tsx';
import { executionPath, planPath } from '../parts/paths.ts';
import { SentAttachments } from '../parts/sent-attachments.tsx';
import { TurnLink } from '../parts/turn-link.tsx';
import { units } from '../parts/units.ts';
import { WorkflowLink } from '../parts/workflow-link.tsx';

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="request-fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What is left today beside the cost; where that is less, it says so. */
function Cost({ projectId, cost, open }: { projectId: string; cost: number; open: boolean }) {
  const remaining = useBudget(projectId).data?.daily.remaining;
  if (!open || remaining === undefined) return units(cost);
  if (remaining === null) return `${units(cost)}, no daily limit`;
  return (
    <span className={remaining < cost ? 'request-over' : undefined}>
      {units(cost)}; {remaining < cost ? `only ${units(remaining)} left today, so it would be refused` : `${units(remaining)} left today`}
    </span>
  );
}

function Origin({ approval: { projectId, turnId, planId: whole, executionId, requestedBy } }: { approval: Approval }) {
  const planId = useExecution(projectId, executionId).data?.planId ?? whole;
  const mine = useMe().data?.user.userId === requestedBy;
  return (
    <span className="request-links">
      {turnId && (
        <TurnLink projectId={projectId} turnId={turnId} mine={mine}>
          a message
        </TurnLink>
      )}
      {planId && (
        <Link className="text-link" href={planPath(projectId, planId)}>
          a plan
        </Link>
      )}
      {executionId && (
        <Link className="text-link" href={executionPath(projectId, executionId)}>
          the execution that waits
        </Link>
      )}
    </span>
  );
}

/** Who asked, from where, at what cost, who may decide and until when. */
export function RequestFacts({ approval }: { approval: Approval }) {
  const { projectId, requestedBy, createdAt, expiresAt, status, cost, approvalId, workflowId } = approval;
  const nameOf = useNames(projectId);
  const now = useNow();
  const me = useMe().data;
  const time = Date.parse(expiresAt);
  return (
    <dl className="request-facts">
      <Fact name="Asked by">
        {nameOf(requestedBy)} <Moment at={createdAt} />
      </Fact>
      <Fact name="From">
        <Origin approval={approval} />
      </Fact>
      {approval.intent?.media && (
        <Fact name="Attached">
          <SentAttachments projectId={projectId} media={approval.intent.media} />
        </Fact>
      )}
      <Fact name="Cost">
        <Cost projectId={projectId} cost={cost} open={status === 'pending'} />
      </Fact>
      <Fact name="Decides">{deciders(approval)}</Fact>
      <Fact name={status === 'pending' ? 'Expires' : 'Expiry'}>
        <time dateTime={expiresAt}>{absolute.format(time)}</time> {status === 'pending' && <span className="faint">in {left(time - now)}</span>}
      </Fact>
      <Fact name="Ids">
        <span className="request-ids">
          <CopyId label="approval" id={approvalId} />
          <WorkflowLink workflowId={workflowId} url={workflowUrl(me, workflowId)} className="text-link" />
        </span>
      </Fact>
    </dl>
  );
}
