import type { Execution } from '../../contract/execution.ts';
import { DiffWords } from '../parts/diff-words.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Moment } from '../parts/moment.tsx';
import { ActionName } from '../parts/action-name.tsx';

/** What this conversation changed, newest first. */
export function ChangesTab({ executions }: { executions: readonly Execution[] }) {
  const changes = executions.filter(({ diff }) => diff.length > 0);
  if (changes.length === 0) {
    return (
      <EmptyState title="No changes yet">
        <p>What this conversation changes is listed here, newest first.</p>
      </EmptyState>
    );
  }
  return (
    <ol className="inspector-pane" tabIndex={0} aria-label="Changes of this conversation">
      {changes.map((execution) => (
        <li key={execution.executionId} className="change">
          <div className="change-head">
            <ActionName actionId={execution.actionId} />
            <Moment at={execution.createdAt} />
          </div>
          <DiffWords diff={execution.diff} />
          <span className="change-foot">version {execution.stateVersion}</span>
        </li>
      ))}
    </ol>
  );
}
