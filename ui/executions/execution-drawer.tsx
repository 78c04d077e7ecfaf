import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useExecution } from '../data/use-execution.ts';
import { ActionName } from '../parts/action-name.tsx';
import { Chip } from '../parts/chip.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { executionLook } from '../parts/look.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ApiError } from '../problem.ts';
import { ExecutionRecord } from './execution-record.tsx';

type Query = ReturnType<typeof useExecution>;

function Body({ query }: { query: Query }) {
  if (query.data) return <ExecutionRecord execution={query.data} complete={!query.isPlaceholderData} />;
  if (query.isPending) return <Skeleton label="Loading the execution" lines={8} />;
  if (query.error instanceof ApiError && [404, 422].includes(query.error.status)) {
    return (
      <EmptyState title="There is no such execution">
        <p>It may belong to another project. Close this and choose one from the list.</p>
      </EmptyState>
    );
  }
  return (
    <div className="executions-note">
      <ProblemNote error={query.error} what="The execution could not be loaded." onRetry={() => void query.refetch()} />
    </div>
  );
}

/** One execution beside the list. Its address is its own; Escape closes it. */
export function ExecutionDrawer({ executionId, onClose }: { executionId: string; onClose: () => void }) {
  const { projectId } = useOpenProject();
  const query = useExecution(projectId, executionId);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) drawer.current?.focus(); // Opened by its address: nothing else asks for the keys.
  }, []);
  return (
    <aside ref={drawer} className="drawer" aria-label="Execution" tabIndex={-1}>
      <header className="drawer-head">
        <h2 className="truncate">{query.data ? <ActionName actionId={query.data.actionId} /> : 'Execution'}</h2>
        {query.data && <Chip look={executionLook(query.data)} />}
        <IconButton label="Close (Esc)" icon={X} onClick={onClose} />
      </header>
      <div className="drawer-body" tabIndex={0} role="region" aria-label="Record of the execution">
        <Body query={query} />
      </div>
    </aside>
  );
}
