import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { Execution } from '../../contract/execution.ts';
import { useExecution } from '../data/use-execution.ts';
import { duration } from '../parts/duration.ts';
import { units } from '../parts/units.ts';
import { Chip } from '../parts/chip.tsx';
import { DiffWords } from '../parts/diff-words.tsx';
import { executionLook } from '../parts/look.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ReceiptDetails } from './receipt-details.tsx';
import { ActionName } from '../parts/action-name.tsx';
import './receipt.css';

/** Why there is no change, for whoever has to go on from here. */
function Reason({ execution: { error, message, status } }: { execution: Execution }) {
  if (status === 'success') return <p className="faint">No value changed.</p>;
  return (
    <p className="receipt-reason">
      {error?.detail ?? message} {error && <code className="faint">{error.code}</code>}
    </p>
  );
}

/** One execution as its operator sees it: what ran, what came of it, what it cost and changed; the rest on demand. */
export function ReceiptBody({ execution, complete, step }: { execution: Execution; complete: boolean; step?: number }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const look = executionLook(execution);
  return (
    <>
      <button type="button" className="receipt-head" aria-expanded={open} aria-controls={details} onClick={() => setOpen(!open)}>
        <ChevronRight size={14} aria-hidden className="receipt-chevron" />
        {step !== undefined && <span className="receipt-step">{step}</span>}
        <ActionName actionId={execution.actionId} />
        <span className="receipt-figures" data-figures>
          <span>{execution.status === 'success' ? units(execution.cost) : 'no charge'}</span>
          <span>{duration(execution.durationMs)}</span>
        </span>
        <Chip look={look} />
      </button>
      <div className="receipt-change">{execution.diff.length > 0 ? <DiffWords diff={execution.diff} /> : <Reason execution={execution} />}</div>
      <div id={details} hidden={!open}>
        {open && <ReceiptDetails execution={execution} complete={complete} />}
      </div>
    </>
  );
}

/** The receipt of one execution. It is there as soon as the stream tells of it; the trace follows. */
export function Receipt({ projectId, executionId, step }: { projectId: string; executionId: string; step?: number }) {
  const query = useExecution(projectId, executionId);
  const [live] = useState(query.isPlaceholderData);
  if (query.isError) return <ProblemNote error={query.error} what="A receipt could not be loaded." onRetry={() => void query.refetch()} />;
  return (
    <div className={live ? 'receipt receipt-live' : 'receipt'} data-execution={executionId}>
      {query.data ? <ReceiptBody execution={query.data} complete={!query.isPlaceholderData} step={step} /> : <div className="receipt-empty" role="status" aria-label="Loading a receipt" />}
    </div>
  );
}
