import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Execution } from '../../contract/execution.ts';
import { useMe } from '../data/use-me.ts';
import { CopyId } from '../parts/copy-id.tsx';
import { GateTimeline } from '../parts/gate-timeline.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { executionPath } from '../parts/paths.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { WorkflowLink } from '../parts/workflow-link.tsx';
import { workflowUrl } from '../data/workflow-url.ts';

type View = 'gates' | 'intent' | 'result';

/** What an execution came to, apart from how it was asked for. */
export const resultOf = ({ status, message, error, diff, stateVersion, cost, durationMs }: Execution) => ({
  status,
  message,
  error,
  diff,
  stateVersion,
  cost,
  durationMs,
});

function Ids({ execution: { projectId, executionId, requestId, workflowId } }: { execution: Execution }) {
  const workflow = workflowUrl(useMe().data, workflowId);
  return (
    <div className="receipt-ids">
      {executionId && <CopyId label="execution" id={executionId} />}
      {executionId && (
        <Link className="receipt-link" href={executionPath(projectId, executionId)}>
          Open
        </Link>
      )}
      <CopyId label="request" id={requestId} />
      {workflowId && <WorkflowLink workflowId={workflowId} url={workflow} className="receipt-link" />}
    </div>
  );
}

/** Everything recorded about an execution: each gate, the raw intent and result, its ids and its workflow. */
export function ReceiptDetails({ execution, complete }: { execution: Execution; complete: boolean }) {
  const [view, setView] = useState<View>('gates');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void place.current?.closest('.receipt')?.scrollIntoView({ block: 'nearest' });
  }, [complete]);
  return (
    <div className="receipt-details" ref={place}>
      <Tabs
        label="Record of the execution"
        value={view}
        onChange={setView}
        tabs={[
          { value: 'gates', label: 'Gates', content: complete ? <GateTimeline trace={execution.trace} /> : <Skeleton label="Loading the gate trace" lines={5} /> },
          { value: 'intent', label: 'Intent', content: <JsonView label="Intent" value={execution.intent} /> },
          { value: 'result', label: 'Result', content: <JsonView label="Result" value={resultOf(execution)} /> },
        ]}
      />
      <Ids execution={execution} />
    </div>
  );
}
