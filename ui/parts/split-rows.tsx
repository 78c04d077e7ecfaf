import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ProblemNote } from './problem-note.tsx';
import { Skeleton } from './skeleton.tsx';
import { useRows } from './use-rows.ts';

type Given<T> = {
  query: Pick<UseInfiniteQueryResult, 'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
  items: readonly T[];
  /** What they are, as in 'the plans'. */
  what: string;
  /** What is shown where there are none. */
  nothing: ReactNode;
  row: (item: T) => ReactNode;
};

/** The list at the side of a split page, newest first: a window of its rows, with a way to newer and to older ones. */
export function SplitRows<T>({ query, items, what, nothing, row }: Given<T>) {
  const { rows, hasNewer, hasOlder, newer, older } = useRows(items);
  const more = () => {
    if (query.hasNextPage) void query.fetchNextPage();
    older();
  };
  if (query.isPending) return <Skeleton label={`Loading ${what}`} lines={8} />;
  if (query.isError) {
    return (
      <div className="split-note">
        <ProblemNote error={query.error} what={`${what.charAt(0).toUpperCase()}${what.slice(1)} could not be loaded.`} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (items.length === 0) return nothing;
  return (
    <>
      {hasNewer && <More onClick={newer}>Show newer</More>}
      <ol>{rows.map(row)}</ol>
      {(hasOlder || query.hasNextPage) && (
        <More busy={query.isFetchingNextPage} onClick={more}>
          {query.isFetchingNextPage ? 'Loading…' : 'Show older'}
        </More>
      )}
    </>
  );
}

const More = ({ busy = false, onClick, children }: { busy?: boolean; onClick: () => void; children: string }) => (
  <div className="split-more">
    <Button look="quiet" busy={busy} onClick={onClick}>
      {children}
    </Button>
  </div>
);
