import type { BudgetHistory } from '../../contract/budget-history.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useBudgetHistory } from '../data/use-projects.ts';
import { ActionName } from '../parts/action-name.tsx';
import { BarChart } from '../parts/bar-chart.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { units } from '../parts/units.ts';

const MOST_SHOWN = 12;

/** The bars in the time zone of the budget, as the ledger was cut. */
function barsOf({ items, step, timezone }: BudgetHistory) {
  const short = new Intl.DateTimeFormat('en', step === 'hour' ? { hour: '2-digit', hourCycle: 'h23', timeZone: timezone } : { day: 'numeric', month: 'short', timeZone: timezone });
  const long = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short', ...(step === 'hour' && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }), timeZone: timezone });
  return items.map(({ at, cost, entries }) => ({ key: at, label: short.format(new Date(at)), value: cost, words: `${long.format(new Date(at))}: ${units(cost)}, ${entries.toLocaleString('en')} ${entries === 1 ? 'entry' : 'entries'}` }));
}

const Dearest = ({ actions }: Pick<BudgetHistory, 'actions'>) => (
  <table className="table">
    <thead>
      <tr>
        <th scope="col">Action</th>
        <th scope="col">Cost</th>
        <th scope="col">Entries</th>
      </tr>
    </thead>
    <tbody>
      {actions.slice(0, MOST_SHOWN).map(({ actionId, cost, entries }) => (
        <tr key={actionId}>
          <td className="truncate">
            <ActionName actionId={actionId} />
          </td>
          <td data-figures>{units(cost)}</td>
          <td data-figures>{entries.toLocaleString('en')}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** What was spent over some days, when, and on what. */
export function SpentChart({ days, limit }: { days: number; limit: number | null }) {
  const { projectId } = useOpenProject();
  const history = useBudgetHistory(projectId, days);
  if (history.isPending) return <Skeleton label="Loading what was spent" lines={6} />;
  if (history.isError) return <ProblemNote error={history.error} what="What was spent could not be loaded." onRetry={() => void history.refetch()} />;
  const { data } = history;
  if (data.actions.length === 0) {
    return (
      <EmptyState title="Nothing was spent">
        <p>What actions cost appears here once some have run.</p>
      </EmptyState>
    );
  }
  const title = `${units(data.cost)} since ${new Date(data.from).toLocaleDateString()}, by ${data.step}s, ${data.timezone}`;
  return (
    <div className="spent">
      <h3 data-figures>{title}</h3>
      <BarChart title={title} bars={barsOf(data)} limit={data.step === 'day' ? limit : null} />
      <Dearest actions={data.actions} />
      {data.actions.length > MOST_SHOWN && <p className="list-note muted">The dearest {MOST_SHOWN} of {data.actions.length} actions.</p>}
    </div>
  );
}
