import { useOpenProject } from '../data/project-context.ts';
import { usePolicy } from '../data/use-policy.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Workbench } from './workbench.tsx';
import './policy-page.css';

/** The rules of the project: what they are, were and would do. Its admins write them, everybody else reads. */
export function PolicyPage({ tab }: { tab: string | null }) {
  const { projectId, name } = useOpenProject();
  const query = usePolicy(projectId);
  return (
    <>
      <title>{`Policy · ${name} · Gatehouse`}</title>
      {query.data && <Workbench current={query.data} tab={tab} />}
      {query.isPending && <Skeleton label="Loading the policy" lines={12} />}
      {query.isError && !query.data && (
        <div className="policy-problem">
          <ProblemNote error={query.error} what="The policy could not be loaded." onRetry={() => void query.refetch()} />
        </div>
      )}
    </>
  );
}
