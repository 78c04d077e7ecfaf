import { TriangleAlert } from 'lucide-react';
import { advice, ApiError } from '../problem.ts';
import { Button } from './button.tsx';
import { CopyId } from './copy-id.tsx';
import './problem-note.css';

type Given = { error: unknown; what: string; doNext?: string; onRetry?: () => void };

/** What went wrong, what to do about it (`doNext`, where the place knows better than the error does), and the id under which the logs know it. */
export function ProblemNote({ error, what, doNext, onRetry }: Given) {
  const detail = error instanceof Error ? error.message : String(error);
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div className="problem tone-failed" role="alert">
      <TriangleAlert size={16} aria-hidden className="problem-icon" />
      <div className="problem-text">
        <p className="problem-what">{what}</p>
        <p>{detail}</p>
        <p className="muted">{doNext ?? advice(error)}</p>
        {(onRetry || requestId) && (
          <div className="problem-foot">
            {onRetry && <Button onClick={onRetry}>Try again</Button>}
            {requestId && <CopyId label="request" id={requestId} />}
          </div>
        )}
      </div>
    </div>
  );
}
