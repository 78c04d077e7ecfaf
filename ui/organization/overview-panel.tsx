import { Download } from 'lucide-react';
import { useLocation, useSearch } from 'wouter';
import type { Rollup } from '../../contract/organization.ts';
import { useRollup } from '../data/use-organization.ts';
import { Button } from '../parts/button.tsx';
import { download } from '../parts/download.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListFilter } from '../parts/list-filter.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { usageCsv } from './usage-csv.ts';
import { UsageTable } from './usage-table.tsx';
import '../parts/split.css';
import '../parts/table.css';
import './overview-panel.css';

const HOUR_MS = 3_600_000;
const RANGES = [
  { value: 'hour', label: 'The last hour', ms: HOUR_MS },
  { value: 'day', label: 'The last 24 hours', ms: 24 * HOUR_MS },
  { value: 'week', label: 'The last 7 days', ms: 7 * 24 * HOUR_MS },
  { value: 'month', label: 'The last 30 days', ms: 30 * 24 * HOUR_MS },
] as const;
const DAY = RANGES[1];

function useRange() {
  const given = new URLSearchParams(useSearch()).get('range');
  const [, navigate] = useLocation();
  const range = RANGES.find(({ value }) => value === given) ?? DAY;
  return { range, choose: (value: string) => navigate(`/organization/overview?range=${value}`, { replace: true }) };
}

function Totals({ totals }: { totals: Rollup['totals'] }) {
  const figures = [
    ['Projects', totals.projects.toLocaleString('en')],
    ['Executions', totals.executions.toLocaleString('en')],
    ['Failure rate', `${(totals.failureRate * 100).toFixed(1)} %`],
    ['Cost', totals.cost.toLocaleString('en')],
    ['People and systems', totals.users.toLocaleString('en')],
    ['Chat turns', totals.turns.toLocaleString('en')],
    ['Tokens', totals.tokens.toLocaleString('en')],
  ] as const;
  return (
    <dl className="usage-totals" aria-label="Totals">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-figures>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What all projects did within a time, together and one by one. */
export function OverviewPanel() {
  const { range, choose } = useRange();
  const query = useRollup(range.ms);
  const first = query.data?.pages[0];
  const projects = (query.data?.pages ?? []).flatMap((page) => page.projects);
  return (
    <section className="list-page organization-wide" aria-label="Overview" tabIndex={0}>
      <header className="list-head">
        <div>
          <h2>Overview</h2>
          <p className="muted">What was asked for in all projects, what came of it, and what it cost.</p>
        </div>
        <div className="organization-tools">
          <ListFilter label="Time" value={range.value} options={RANGES} onChange={choose} />
          <Button disabled={projects.length === 0} onClick={() => download(`usage-${range.value}.csv`, 'text/csv', usageCsv(projects))}>
            <Download size={14} aria-hidden /> CSV
          </Button>
        </div>
      </header>
      {query.isPending && <Skeleton label="Adding up" lines={8} />}
      {query.isError && <ProblemNote error={query.error} what="The overview could not be loaded." onRetry={() => void query.refetch()} />}
      {first && <Totals totals={first.totals} />}
      {first && projects.length > 0 && <UsageTable projects={projects} from={first.from} />}
      {first && projects.length === 0 && (
        <EmptyState title="There is no project yet">
          <p>Open the first one under Projects.</p>
        </EmptyState>
      )}
      {query.hasNextPage && (
        <p className="list-note">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show earlier projects
          </Button>
        </p>
      )}
    </section>
  );
}
