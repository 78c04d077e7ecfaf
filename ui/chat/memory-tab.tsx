import { Link } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { useFacts } from '../data/use-memory.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { memoryPath } from './paths.ts';

const MOST = 60;
const LONGEST = 200;

const briefly = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** What the agent is told with every message, newest first. */
export function MemoryTab() {
  const { projectId, role } = useOpenProject();
  const mayRead = role === 'operator' || role === 'admin';
  const facts = useFacts(projectId, mayRead);
  if (!mayRead) return <EmptyState title="Memory is for operators and admins" />;
  if (facts.isPending) return <Skeleton label="Loading what is remembered" lines={4} />;
  if (facts.isError) {
    return (
      <div className="inspector-pane">
        <ProblemNote error={facts.error} what="What is remembered could not be loaded." onRetry={() => void facts.refetch()} />
      </div>
    );
  }
  const { items } = facts.data;
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing is remembered yet">
        <p>Say, for example: remember that my site is Hamburg.</p>
        <Link href={memoryPath(projectId)}>Open the memory</Link>
      </EmptyState>
    );
  }
  return (
    <div className="inspector-pane" tabIndex={0} role="region" aria-label="Memory">
      <p className="inspector-note">
        <span>{items.length === 1 ? '1 fact' : `${items.length} facts`}</span>
        <Link href={memoryPath(projectId)}>Open the memory</Link>
      </p>
      <dl>
        {items.slice(0, MOST).map(({ key, value, updatedAt }) => (
          <div key={key} className="change">
            <dt className="change-head">
              <code className="truncate">{key}</code>
              <Moment at={updatedAt} />
            </dt>
            <dd>
              <code className="inspector-value">{briefly(JSON.stringify(value))}</code>
            </dd>
          </div>
        ))}
      </dl>
      {items.length > MOST && <p className="inspector-note">and {items.length - MOST} more facts</p>}
    </div>
  );
}
