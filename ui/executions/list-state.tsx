import { Link } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import type { useExecutionList } from '../data/use-execution-list.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

type Given = { query: ReturnType<typeof useExecutionList>; filtered: boolean; onClear: () => void };

/** What stands where the rows would be: that they are coming, could not come, or that there are none. */
export function ListState({ query, filtered, onClear }: Given) {
  const { projectId } = useOpenProject();
  const clear = <Button onClick={onClear}>Clear the filters</Button>;
  if (query.isPending) return <Skeleton label="Loading the executions" lines={12} />;
  if (query.isError) {
    return (
      <div className="executions-note">
        <ProblemNote error={query.error} what="The executions could not be loaded." onRetry={() => void query.refetch()} />
        {filtered && clear}
      </div>
    );
  }
  if (filtered) {
    return (
      <EmptyState title="No execution fits these filters">
        <p>New ones that fit appear here by themselves.</p>
        {clear}
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing was asked for yet">
      <p>Each intent leaves a row here, also one that is refused, with the gates that it passed.</p>
      <Link href={`/p/${encodeURIComponent(projectId)}/chat`} className="button button-plain">
        Ask for something in the chat
      </Link>
    </EmptyState>
  );
}
