import { Link } from 'wouter';
import type { Approval } from '../../contract/approval.ts';
import { useExecution } from '../data/use-execution.ts';
import { Chip } from '../parts/chip.tsx';
import { executionLook } from '../parts/look.ts';
import { executionPath, planPath } from '../parts/paths.ts';

const words = {
  pending: '',
  approved: 'Enough people allowed it.',
  denied: 'Somebody said no, which closes a request.',
  expired: 'Nobody decided in time.',
  stale: 'What the decision rests on is another now, so it can no longer be allowed.',
  cancelled: 'It was withdrawn.',
} as const satisfies Record<Approval['status'], string>;

/** How a request ended, and what came of it. */
export function RequestOutcome({ approval: { projectId, status, outcomeExecutionId, planId } }: { approval: Approval }) {
  const outcome = useExecution(projectId, outcomeExecutionId).data;
  return (
    <div className="request-outcome">
      <p>{words[status]}</p>
      {outcomeExecutionId && (
        <p className="request-came">
          {outcome && <Chip look={executionLook(outcome)} />}
          {outcome && <span>{outcome.error?.detail ?? outcome.message}</span>}
          <Link className="text-link" href={executionPath(projectId, outcomeExecutionId)}>
            Open what came of it
          </Link>
        </p>
      )}
      {planId && (
        <Link className="text-link" href={planPath(projectId, planId)}>
          Open the plan
        </Link>
      )}
    </div>
  );
}
