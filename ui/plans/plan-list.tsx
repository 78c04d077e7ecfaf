import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import type { Item } from '../client.ts';
import { useOpenProject } from '../data/project-context.ts';
import { PLAN_FILTERS } from '../data/use-plan-list.ts';
import type { usePlanList } from '../data/use-plan-list.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ListFilter } from '../parts/list-filter.tsx';
import { planLooks } from '../parts/look.ts';
import { SplitRows } from '../parts/split-rows.tsx';
import { newPlanId } from './new-plan-id.ts';
import { PlanRow } from './plan-row.tsx';
import type { usePlanAddress } from './use-plan-address.ts';

type Given = { query: ReturnType<typeof usePlanList>; plans: readonly Item<'listPlans'>[]; address: ReturnType<typeof usePlanAddress>; openId: string | null };

const options = PLAN_FILTERS.map((status) => ({ value: status, label: status === 'all' ? 'All' : planLooks[status].word }));

function Nothing({ address }: Pick<Given, 'address'>) {
  const { projectId } = useOpenProject();
  if (address.filter !== 'all') {
    return (
      <EmptyState title="No plan stands so">
        <Button onClick={() => address.narrow('all')}>Show all plans</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No plans yet">
      <p>Several things asked for in one message become a plan: every step is tried on a copy before any of them runs.</p>
      <Link href={`/p/${encodeURIComponent(projectId)}/chat`} className="button button-plain">
        Ask for two things in the chat
      </Link>
    </EmptyState>
  );
}

/** The plans of the project, newest first, by how they stand. */
export function PlanList({ query, plans, address, openId }: Given) {
  const { role } = useOpenProject();
  const row = (plan: Item<'listPlans'>) => <PlanRow key={plan.planId} plan={plan} path={address.pathOf(plan.planId)} open={plan.planId === openId} />;
  return (
    <>
      <header className="split-head">
        <h2>Plans</h2>
        <ListFilter label="Status" value={address.filter} options={options} onChange={address.narrow} />
        {(role === 'operator' || role === 'admin') && (
          <Link href={address.pathOf(newPlanId)} className="icon-button" aria-label="New plan" title="New plan">
            <Plus size={16} aria-hidden />
          </Link>
        )}
      </header>
      <div className="split-rows">
        <SplitRows query={query} items={plans} what="the plans" nothing={<Nothing address={address} />} row={row} />
      </div>
    </>
  );
}
