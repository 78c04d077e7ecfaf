import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Execution } from '../../contract/execution.ts';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { DiffWords } from '../parts/diff-words.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { executionLook } from '../parts/look.ts';
import { approvalPath, executionPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { StepLine } from '../parts/step-line.tsx';
import { units } from '../parts/units.ts';
import type { Proposal } from './use-proposal.ts';

const SUCCESS_SHOWN_MS = 8_000;

function Words({ outcome: { status, diff, error, message } }: { outcome: Execution }) {
  if (diff.length > 0) return <DiffWords diff={diff} />;
  if (status === 'success') return <p className="faint">No value changed.</p>;
  return (
    <p>
      {error?.detail ?? message} {error && <code className="faint">{error.code}</code>}
      {error?.suggestion && <span className="muted"> First: {error.suggestion.title}.</span>}
    </p>
  );
}

function Outcome({ outcome, onDismiss }: { outcome: Execution; onDismiss: () => void }) {
  const { projectId, executionId, approvalId, status, cost } = outcome;
  const latest = useRef(onDismiss);
  useEffect(() => {
    latest.current = onDismiss;
  });
  useEffect(() => {
    if (status !== 'success') return undefined;
    const timer = window.setTimeout(() => latest.current(), SUCCESS_SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [status, executionId]);
  return (
    <div className="proposal" data-outcome={status}>
      <div className="proposal-head">
        <Chip look={executionLook(outcome)} />
        {status === 'success' && <span className="faint">{units(cost)}</span>}
        <span className="proposal-end">
          {status === 'pending_approval' && approvalId ? (
            <Link className="text-link" href={approvalPath(projectId, approvalId)}>
              Open the request
            </Link>
          ) : (
            executionId && (
              <Link className="text-link" href={executionPath(projectId, executionId)}>
                Open
              </Link>
            )
          )}
          <IconButton label="Dismiss" icon={X} onClick={onDismiss} />
        </span>
      </div>
      <Words outcome={outcome} />
    </div>
  );
}

/** What a widget asks to run, and what came of it: a question where one is due, then the receipt or the reason. */
export function ProposalNote({ proposal, title }: { proposal: Proposal; title: string }) {
  const { asking, running, outcome, error, confirm, retry, dismiss } = proposal;
  if (asking) {
    return (
      <div className="proposal proposal-ask" role="group" aria-label={`Confirm: ${title}`} onKeyDown={({ key }) => key === 'Escape' && dismiss()}>
        <p className="proposal-title">{title}. This will run:</p>
        <StepLine {...asking} />
        <div className="proposal-foot">
          <Button look="primary" autoFocus onClick={confirm}>
            Confirm
          </Button>
          <Button onClick={dismiss}>Cancel</Button>
        </div>
      </div>
    );
  }
  if (running) return <p className="proposal-running" role="status">Running…</p>;
  if (error) return <ProblemNote error={error} what="It is not certain that this ran." onRetry={retry} />;
  return outcome && <Outcome outcome={outcome} onDismiss={dismiss} />;
}
