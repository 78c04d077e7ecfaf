import { useState } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useBudget } from '../data/use-projects.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { LimitTable } from './limit-table.tsx';
import { SpentChart } from './spent-chart.tsx';
import '../parts/table.css';
import './budget-page.css';

const RANGES = [
  { days: 1, label: 'Today' },
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
] as const;

/** What the project may spend, what it has spent today, and how it went before. */
export function BudgetPage() {
  const { projectId, name } = useOpenProject();
  const budget = useBudget(projectId);
  const [days, setDays] = useState<number>(7);
  return (
    <section className="list-page" aria-label="Budget" tabIndex={0}>
      <title>{`Budget · ${name} · Gatehouse`}</title>
      <header className="list-head">
        <div>
          <h2>Budget</h2>
          <p className="muted">What {name} may spend, and what it has spent. The policy sets the limits.</p>
        </div>
      </header>
      {budget.isPending && <Skeleton label="Loading the budget" lines={4} />}
      {budget.isError && <ProblemNote error={budget.error} what="The budget could not be loaded." onRetry={() => void budget.refetch()} />}
      {budget.data && <LimitTable budget={budget.data} />}
      <div className="budget-range" role="radiogroup" aria-label="How far back">
        {RANGES.map((range) => (
          <label key={range.days}>
            <input type="radio" name="range" className="visually-hidden" checked={days === range.days} onChange={() => setDays(range.days)} />
            <span>{range.label}</span>
          </label>
        ))}
      </div>
      <SpentChart days={days} limit={budget.data?.daily.limit ?? null} />
    </section>
  );
}
