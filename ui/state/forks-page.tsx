import { GitFork } from 'lucide-react';
import { Link } from 'wouter';
import type { ForkSummary } from '../../contract/fork.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useForks } from '../data/use-forks.ts';
import { useNames } from '../data/use-members.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Forbidden } from '../parts/forbidden.tsx';
import { left } from '../parts/left.ts';
import { Moment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.tsx';
import { forkPath, forksPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Split } from '../parts/split.tsx';
import { ForkDetail } from './fork-detail.tsx';
import './forks-page.css';

function Row({ fork: { forkId, baseVersion, createdBy, executionCount, expiresAt, createdAt }, open }: { fork: ForkSummary; open: boolean }) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  const now = useNow();
  return (
    <li>
      <Link href={forkPath(projectId, forkId)} className="split-row tone-calm" aria-current={open ? 'true' : undefined}>
        <GitFork size={14} aria-hidden />
        <span className="truncate">From version {baseVersion}</span>
        <Moment at={createdAt} />
        <span className="split-row-more">
          <span className="truncate">{nameOf(createdBy)}</span>
          <span data-figures>
            {executionCount === 1 ? '1 step' : `${executionCount} steps`}, {left(Date.parse(expiresAt) - now)} left
          </span>
        </span>
      </Link>
    </li>
  );
}

function List({ openId }: { openId: string | null }) {
  const { projectId } = useOpenProject();
  const query = useForks(projectId, true);
  const forks = query.data?.items ?? [];
  return (
    <>
      <header className="split-head">
        <h2>Forks</h2>
        <Link className="button button-quiet" href={`/p/${encodeURIComponent(projectId)}/state`}>
          State
        </Link>
      </header>
      {query.isPending && <Skeleton label="Loading the forks" lines={5} />}
      {query.isError && <ProblemNote error={query.error} what="The forks could not be loaded." onRetry={() => void query.refetch()} />}
      {query.isSuccess && forks.length === 0 && (
        <EmptyState title="There are no forks">
          <p>A fork is a copy of the state at a version, to try things on: all gates decide, nothing leaves, nothing is recorded.</p>
          <Link className="button button-plain" href={`/p/${encodeURIComponent(projectId)}/state`}>
            Choose a version
          </Link>
        </EmptyState>
      )}
      {forks.length > 0 && (
        <ol className="split-rows" tabIndex={0} aria-label="Forks">
          {forks.map((fork) => (
            <Row key={fork.forkId} fork={fork} open={fork.forkId === openId} />
          ))}
        </ol>
      )}
    </>
  );
}

/** The forks of a project, and the one that is open. */
export function ForksPage({ forkId }: { forkId: string | null }) {
  const { projectId, name, role } = useOpenProject();
  return (
    <>
      <title>{`Forks · ${name} · Gatehouse`}</title>
      {role === 'operator' || role === 'admin' ? (
        <Split label="Forks" itemLabel="Fork" back={forksPath(projectId)} list={<List openId={forkId} />} item={forkId ? <ForkDetail key={forkId} forkId={forkId} /> : null} hint={<p>Choose a fork to try steps on it, and to see what they would change.</p>} />
      ) : (
        <Forbidden title="Forks are for operators and admins">
          <p>An admin of {name} can give you the role of an operator.</p>
        </Forbidden>
      )}
    </>
  );
}
