import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Execution } from '../../contract/execution.ts';
import { workflowUrl } from '../data/workflow-url.ts';
import { useNames } from '../data/use-members.ts';
import { useMe } from '../data/use-me.ts';
import { CopyId } from '../parts/copy-id.tsx';
import { DiffWords } from '../parts/diff-words.tsx';
import { duration } from '../parts/duration.ts';
import { GateTimeline } from '../parts/gate-timeline.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { Moment } from '../parts/moment.tsx';
import { approvalPath, planPath, versionPath } from '../parts/paths.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { units } from '../parts/units.ts';
import { WorkflowLink } from '../parts/workflow-link.tsx';

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="record-part">
    <h3>{title}</h3>
    {children}
  </div>
);

function Facts({ execution }: { execution: Execution }) {
  const { projectId, createdAt, userId, trigger, mode, cost, durationMs, status, stateVersion } = execution;
  const nameOf = useNames(projectId);
  return (
    <dl className="facts">
      <Fact name="When">
        {absolute.format(Date.parse(createdAt))} <Moment at={createdAt} />
      </Fact>
      <Fact name="Who">{nameOf(userId)}</Fact>
      <Fact name="Trigger">{trigger}, {mode}</Fact>
      <Fact name="Cost">{status === 'success' ? units(cost) : 'no charge'}</Fact>
      <Fact name="Duration">{duration(durationMs)}</Fact>
      <Fact name="State">
        <Link className="record-link" href={versionPath(projectId, stateVersion)}>
          Version {stateVersion}
        </Link>
      </Fact>
    </dl>
  );
}

function Ids({ execution: { projectId, executionId, requestId, workflowId, planId, approvalId } }: { execution: Execution }) {
  const workflow = workflowUrl(useMe().data, workflowId);
  return (
    <div className="record-ids">
      <CopyId label="request" id={requestId} />
      {executionId && <CopyId label="execution" id={executionId} />}
      {planId && (
        <Link className="record-link record-out" href={planPath(projectId, planId)}>
          Plan
        </Link>
      )}
      {approvalId && (
        <Link className="record-link record-out" href={approvalPath(projectId, approvalId)}>
          Request for approval
        </Link>
      )}
      {workflowId && <WorkflowLink workflowId={workflowId} url={workflow} className="record-link record-out" />}
    </div>
  );
}

/** Everything that is recorded about an execution; its gates follow when `complete`. */
export function ExecutionRecord({ execution, complete }: { execution: Execution; complete: boolean }) {
  const { error, message, diff, status, trace, intent } = execution;
  return (
    <>
      <p className="record-message">
        {error?.detail ?? message} {error && <code className="faint">{error.code}</code>}
      </p>
      <Facts execution={execution} />
      <Part title="Changes">{diff.length > 0 ? <DiffWords diff={diff} /> : <p className="faint">{status === 'success' ? 'No value changed.' : 'Nothing was changed.'}</p>}</Part>
      <Part title="Gates">{complete ? <GateTimeline trace={trace} /> : <Skeleton label="Loading the gate trace" lines={5} />}</Part>
      <Part title="Intent">
        <JsonView label="Intent" value={intent} />
      </Part>
      <Ids execution={execution} />
    </>
  );
}
