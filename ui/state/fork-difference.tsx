import { useId, useState } from 'react';
import type { Fork } from '../../contract/fork.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useForkDiff } from '../data/use-forks.ts';
import { DiffWords } from '../parts/diff-words.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** What the fork differs in, from the project as it is or from the version where it began. */
export function ForkDifference({ fork }: { fork: Fork }) {
  const { projectId } = useOpenProject();
  const [against, setAgainst] = useState('head');
  const query = useForkDiff(projectId, fork.forkId, against);
  const id = useId();
  return (
    <section className="fork-part" aria-label="What is different">
      <header className="fork-against">
        <h3>What is different</h3>
        <label htmlFor={id}>from</label>
        <select id={id} className="split-filter" value={against} onChange={({ target }) => setAgainst(target.value)}>
          <option value="head">the project as it is</option>
          <option value={String(fork.baseVersion)}>version {fork.baseVersion}</option>
        </select>
      </header>
      {query.isPending && <Skeleton label="Comparing" lines={2} />}
      {query.isError && <ProblemNote error={query.error} what="The fork could not be compared." onRetry={() => void query.refetch()} />}
      {query.data?.diff.length === 0 && <p className="faint">Nothing.</p>}
      {query.data && query.data.diff.length > 0 && <DiffWords diff={query.data.diff} />}
    </section>
  );
}
