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
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useRows } from '../parts/use-rows.ts';
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

function Rows({ query, plans, address, openId }: Given) {
  const { rows, hasNewer, hasOlder, newer, older } = useRows(plans);
  const more = () => {
    if (query.hasNextPage) void query.fetchNextPage();
    older();
  };
  if (query.isPending) return <Skeleton label="Loading the plans" lines={8} />;
  if (query.isError) {
    return (
      <div className="split-note">
        <ProblemNote error={query.error} what="The plans could not be loaded." onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (plans.length === 0) return <Nothing address={address} />;
  return (
    <>
      {hasNewer && (
        <div className="split-more">
          <Button look="quiet" onClick={newer}>
            Show newer
          </Button>
        </div>
      )}
      <ol>
        {rows.map((plan) => (
          <PlanRow key={plan.planId} plan={plan} path={address.pathOf(plan.planId)} open={plan.planId === openId} />
        ))}
      </ol>
      {(hasOlder || query.hasNextPage) && (
        <div className="split-more">
          <Button look="quiet" busy={query.isFetchingNextPage} onClick={more}>
            {query.isFetchingNextPage ? 'Loading…' : 'Show older'}
          </Button>
        </div>
      )}
    </>
  );
}

/** The plans of the project, newest first, by how they stand. */
export function PlanList(given: Given) {
  const { role } = useOpenProject();
  return (
    <>
      <header className="split-head">
        <h2>Plans</h2>
        <ListFilter label="Status" value={given.address.filter} options={options} onChange={given.address.narrow} />
        {(role === 'operator' || role === 'admin') && (
          <Link href={given.address.pathOf(newPlanId)} className="icon-button" aria-label="New plan" title="New plan">
            <Plus size={16} aria-hidden />
          </Link>
        )}
      </header>
      <div className="split-rows">
        <Rows {...given} />
      </div>
    </>
  );
}
