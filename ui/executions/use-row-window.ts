import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { useExecutionList } from '../data/use-execution-list.ts';
import type { Recorded } from '../data/use-execution.ts';

const ROW_PX = 32;
const OVERSCAN = 5;
const NEAR_END = 20;

type Given = { rows: readonly Recorded[]; scroller: RefObject<HTMLDivElement | null>; query: ReturnType<typeof useExecutionList> };

/** Keeps the rows that one reads in place while new ones come in above, and counts those. */
function useFresh(rows: readonly Recorded[], scroller: Given['scroller']): number {
  const [seen, setSeen] = useState(rows[0]?.executionId);
  const newest = useRef(rows[0]?.executionId);
  useLayoutEffect(() => {
    const added = rows.findIndex(({ executionId }) => executionId === newest.current);
    newest.current = rows[0]?.executionId;
    if (!scroller.current) return;
    if (scroller.current.scrollTop === 0) setSeen(rows[0]?.executionId);
    else if (added > 0) scroller.current.scrollTop += added * ROW_PX;
  }, [rows, scroller]);
  useEffect(() => {
    const element = scroller.current;
    const look = () => element?.scrollTop === 0 && setSeen(newest.current);
    element?.addEventListener('scroll', look, { passive: true });
    return () => element?.removeEventListener('scroll', look);
  }, [scroller]);
  return Math.max(0, rows.findIndex(({ executionId }) => executionId === seen));
}

/** Which rows are in sight and how much room the others take; fetches earlier ones before the end is reached. */
export function useRowWindow({ rows, scroller, query }: Given) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.executionId ?? index,
    overscan: OVERSCAN,
    scrollPaddingStart: ROW_PX, // The headings stay on top.
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1);
  const nearEnd = (last?.index ?? 0) > rows.length - NEAR_END;
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (nearEnd && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [nearEnd, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  return {
    items,
    above: items[0]?.start ?? 0,
    below: virtual.getTotalSize() - (last?.end ?? 0),
    fresh: useFresh(rows, scroller),
    toTop: () => scroller.current?.scrollTo({ top: 0 }),
    reveal: (index: number) => virtual.scrollToIndex(index),
  };
}
