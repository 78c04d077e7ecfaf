import { ArrowUp } from 'lucide-react';
import { useRef } from 'react';
import { MOST_ROWS } from '../data/use-execution-list.ts';
import type { useExecutionList } from '../data/use-execution-list.ts';
import type { Recorded } from '../data/use-execution.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ExecutionRow, rowId } from './execution-row.tsx';
import { useActiveRow } from './use-active-row.ts';
import { useRowWindow } from './use-row-window.ts';

const HEADINGS = ['Time', 'Status', 'Action', 'Who', 'Trigger', 'Cost', 'Duration', 'Message'] as const;

type Given = {
  rows: readonly Recorded[];
  query: ReturnType<typeof useExecutionList>;
  openId: string | null;
  search: string;
  onOpen: (executionId: string, replace: boolean) => void;
};

function TableEnd({ query, count }: { query: Given['query']; count: number }) {
  if (query.isFetchNextPageError) {
    return <ProblemNote error={query.error} what="Earlier executions could not be loaded." onRetry={() => void query.fetchNextPage()} />;
  }
  if (query.isFetchingNextPage) return <p role="status">Loading earlier executions…</p>;
  if (count >= MOST_ROWS) return <p>These are the newest {MOST_ROWS.toLocaleString('en')}. Narrow the filters to see earlier ones.</p>;
  return query.hasNextPage ? null : <p>No earlier executions.</p>;
}

/** The executions as a table of which only the rows in sight exist. Arrow keys move, Enter opens. */
export function ExecutionTable({ rows, query, openId, search, onOpen }: Given) {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, above, below, fresh, toTop, reveal } = useRowWindow({ rows, scroller, query });
  const { activeId, onKeyDown, activate } = useActiveRow({ rows, openId, reveal, onOpen });
  const shown = items.some(({ index }) => rows[index]?.executionId === activeId);
  return (
    <div className="executions-place">
      <div className="executions-scroll" ref={scroller}>
        <table className="executions-table" role="grid" tabIndex={0} aria-label="Executions, newest first" aria-rowcount={query.hasNextPage ? -1 : rows.length + 1}
          aria-activedescendant={shown && activeId ? rowId(activeId) : undefined} onKeyDown={onKeyDown}>
          <thead>
            <tr aria-rowindex={1}>
              {HEADINGS.map((heading) => (
                <th key={heading} scope="col" className={`col-${heading.toLowerCase()}`}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr aria-hidden style={{ height: above }} />}
            {items.map(({ index }) => {
              const row = rows[index];
              return row?.executionId ? (
                <ExecutionRow key={row.executionId} row={row} index={index} search={search} active={row.executionId === activeId} open={row.executionId === openId} onActivate={activate} />
              ) : null;
            })}
            {below > 0 && <tr aria-hidden style={{ height: below }} />}
          </tbody>
        </table>
        <div className="executions-end">
          <TableEnd query={query} count={rows.length} />
        </div>
      </div>
      {fresh > 0 && (
        <div className="executions-fresh">
          <Button look="primary" onClick={toTop}>
            <ArrowUp size={14} aria-hidden /> {fresh.toLocaleString('en')} new
          </Button>
        </div>
      )}
    </div>
  );
}
