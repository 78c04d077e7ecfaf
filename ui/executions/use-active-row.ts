import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Recorded } from '../data/use-execution.ts';

const PAGE = 20;
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };

type Given = {
  rows: readonly Recorded[];
  openId: string | null;
  reveal: (index: number) => void;
  onOpen: (executionId: string, replace: boolean) => void;
};

/** The row that the keys act on. While one is open beside the table, moving opens the next in its place. */
export function useActiveRow({ rows, openId, reveal, onOpen }: Given) {
  const [activeId, setActiveId] = useState(openId);
  useEffect(() => {
    if (openId) setActiveId(openId);
  }, [openId]);
  const activate = (executionId: string) => {
    setActiveId(executionId);
    onOpen(executionId, openId !== null);
  };
  const move = (step: number) => {
    const from = rows.findIndex(({ executionId }) => executionId === activeId);
    const to = Math.max(0, Math.min(rows.length - 1, from + step));
    const next = rows[to]?.executionId;
    if (!next) return;
    setActiveId(next);
    reveal(to);
    if (openId) onOpen(next, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || (step === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (step !== undefined) move(step);
    else if (activeId) activate(activeId);
  };
  return { activeId, onKeyDown, activate };
}
