import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';

/** The height of a row, in CSS pixels. */
export const ROW_PX = 32;
const OVERSCAN = 5;
const NEAR_END = 20;

type Pages = { hasNextPage: boolean; isFetching: boolean; isFetchNextPageError: boolean; fetchNextPage: () => unknown };
type Given<Row> = { rows: readonly Row[]; keyOf: (row: Row) => string | null; scroller: RefObject<HTMLElement | null>; query: Pages };

/** Which rows are in sight and how much room the others take, in CSS pixels; fetches earlier ones before the end is reached. */
export function useEndlessRows<Row>({ rows, keyOf, scroller, query }: Given<Row>) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => (rows[index] === undefined ? null : keyOf(rows[index])) ?? index,
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
  return { items, above: items[0]?.start ?? 0, below: virtual.getTotalSize() - (last?.end ?? 0), reveal: (index: number) => virtual.scrollToIndex(index) };
}
