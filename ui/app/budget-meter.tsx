import { Link } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { useBudget } from '../data/use-projects.ts';
import { units } from '../parts/units.ts';
import { Tip } from '../parts/tip.tsx';
import { pagePath } from './paths.ts';

const LOW = 0.2;

/** What is left of today's budget, as a bar and in words. */
export function BudgetMeter() {
  const { projectId } = useOpenProject();
  const budget = useBudget(projectId);
  if (!budget.data) return null;
  const { limit, spent, remaining, resetsAt } = budget.data.daily;
  if (limit === null || remaining === null) return null;
  const share = limit > 0 ? Math.max(0, Math.min(1, remaining / limit)) : 0;
  const resets = new Date(resetsAt).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  return (
    <Tip text={`${units(spent)} spent today of ${units(limit)}. The budget renews at ${resets}.`}>
      <Link href={pagePath(projectId, 'budget')} data-figures className={share < LOW ? 'budget budget-low' : 'budget'}>
        <span className="budget-track" role="meter" aria-label="Budget left today" aria-valuemin={0} aria-valuemax={limit} aria-valuenow={remaining}>
          <span className="budget-left" style={{ width: `${share * 100}%` }} />
        </span>
        {remaining.toLocaleString('en')} of {limit.toLocaleString('en')} left
      </Link>
    </Tip>
  );
}
