import { useState } from 'react';

const MOST_ROWS = 60;
const STEP = 30;

export type Rows<T> = { rows: T[]; hasNewer: boolean; hasOlder: boolean; newer: () => void; older: () => void; newest: () => void };

/** A window of at most 60 rows over a list that is newest first, so that the page stays fast however long the list is. */
export function useRows<T>(items: readonly T[]): Rows<T> {
  const [skipped, setSkipped] = useState(0);
  const from = Math.min(skipped, Math.max(0, items.length - STEP));
  return {
    rows: items.slice(from, from + MOST_ROWS),
    hasNewer: from > 0,
    hasOlder: from + MOST_ROWS < items.length,
    newer: () => setSkipped(Math.max(0, from - STEP)),
    older: () => setSkipped(from + STEP),
    newest: () => setSkipped(0),
  };
}
