import type { useDiff } from '../data/use-versions.ts';
import { DiffWords } from '../parts/diff-words.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** What is different between two versions, a line per value. */
export function Comparison({ query, from, to }: { query: ReturnType<typeof useDiff>; from: number; to: number }) {
  if (query.isError) return <ProblemNote error={query.error} what={`Version ${from} could not be compared with version ${to}.`} onRetry={() => void query.refetch()} />;
  return (
    <section className="comparison" aria-label="Comparison" aria-busy={query.isPlaceholderData}>
      <h2>
        From version {from} to version {to}
      </h2>
      {!query.data && <Skeleton label="Loading the comparison" lines={2} />}
      {query.data?.diff.length === 0 && <p className="faint">No value differs.</p>}
      {query.data && query.data.diff.length > 0 && <DiffWords diff={query.data.diff} />}
    </section>
  );
}
