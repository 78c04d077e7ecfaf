import type { Execution } from '../../contract/execution.ts';
import type { Turn } from '../../contract/turn.ts';
import { Chip } from '../parts/chip.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { executionLook } from '../parts/look.ts';
import { resultOf } from './receipt-details.tsx';
import { ActionName } from '../parts/action-name.tsx';
import { TurnFoot } from './turn-foot.tsx';

/** The last intent of this conversation and its result, as they are recorded, and what a model was told for it. */
export function TraceTab({ execution, turn }: { execution: Execution | undefined; turn: Turn | undefined }) {
  if (!execution) {
    return (
      <EmptyState title="Nothing recorded yet">
        <p>After a message, its intent and result appear here as they are recorded.</p>
      </EmptyState>
    );
  }
  return (
    <div className="inspector-pane" tabIndex={0} role="region" aria-label="Trace">
      <div className="raw">
        <div className="raw-head">
          <ActionName actionId={execution.actionId} />
          <Chip look={executionLook(execution)} />
        </div>
        {turn && <TurnFoot turn={turn} />}
        <div>
          <h2>Intent</h2>
          <JsonView label="Last intent" value={execution.intent} />
        </div>
        <div>
          <h2>Result</h2>
          <JsonView label="Last result" value={resultOf(execution)} />
        </div>
      </div>
    </div>
  );
}
