import { useEffect, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import { readFilter, writeFilter } from '../data/execution-filter.ts';
import type { ExecutionFilter } from '../data/execution-filter.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useExecutionList } from '../data/use-execution-list.ts';
import { executionPath } from '../parts/paths.ts';
import { useShortcut } from '../parts/use-shortcut.ts';
import { ExecutionDrawer } from './execution-drawer.tsx';
import { ExecutionTable } from './execution-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ListState } from './list-state.tsx';
import './executions-page.css';

/** Where the parts of this page lead: to a filter, to an execution, and back. */
function useAddress() {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const filter = readFilter(useSearch());
  const search = writeFilter(filter);
  const listPath = (query: string) => `/p/${encodeURIComponent(projectId)}/executions${query ? `?${query}` : ''}`;
  return {
    filter,
    search,
    narrow: (next: ExecutionFilter) => navigate(listPath(writeFilter(next)), { replace: true }),
    open: (id: string, replace: boolean) => navigate(executionPath(projectId, id, search), { replace }),
    close: () => navigate(listPath(search)),
  };
}

/** Everything that was asked for and what came of it, newest first, with one execution open beside it. */
export function ExecutionsPage({ executionId }: { executionId: string | null }) {
  const { projectId, name } = useOpenProject();
  const { filter, search, narrow, open, close } = useAddress();
  const query = useExecutionList(projectId, filter);
  const rows = (query.data?.pages ?? []).flatMap(({ items }) => items);
  const place = useRef<HTMLDivElement>(null);
  const leave = () => {
    close();
    place.current?.querySelector('table')?.focus();
  };
  useShortcut((event) => {
    if (event.key === 'Escape' && executionId && !event.defaultPrevented && !document.querySelector('dialog[open], .menu')) leave();
  });
  useEffect(() => {
    if (!executionId) place.current?.querySelector('table')?.focus({ preventScroll: true });
  }, [search, executionId, query.isSuccess]);
  return (
    <div className={executionId ? 'executions executions-beside' : 'executions'}>
      <title>{`Executions · ${name} · Gatehouse`}</title>
      <section className="executions-list" aria-label="Executions" ref={place}>
        <FilterBar filter={filter} onChange={narrow} end={<ExportMenu filter={filter} />} />
        {rows.length > 0 ? (
          <ExecutionTable key={search} rows={rows} query={query} openId={executionId} search={search} onOpen={open} />
        ) : (
          <ListState query={query} filtered={search !== ''} onClear={() => narrow({})} />
        )}
      </section>
      {executionId && <ExecutionDrawer key={executionId} executionId={executionId} onClose={leave} />}
    </div>
  );
}
