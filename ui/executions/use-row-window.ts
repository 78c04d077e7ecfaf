import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { useExecutionList } from '../data/use-execution-list.ts';
import type { Recorded } from '../data/use-execution.ts';
import { ROW_PX, useEndlessRows } from '../parts/use-endless-rows.ts';

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

const keyOf = ({ executionId }: Recorded): string | null => executionId;

/** The rows in sight, and how many new ones have come in above them since one looked. */
export function useRowWindow({ rows, scroller, query }: Given) {
  return {
    ...useEndlessRows({ rows, keyOf, scroller, query }),
    fresh: useFresh(rows, scroller),
    toTop: () => scroller.current?.scrollTo({ top: 0 }),
  };
}
