import type { Turn } from '../../contract/turn.ts';
import { usePlan } from '../data/use-plan.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { PlanBody } from './plan-body.tsx';
import { PlanFoot } from './plan-foot.tsx';

/** A plan before, while and after it runs, inside the turn that it came from. */
export function PlanCard({ planId, turn }: { planId: string; turn: Turn }) {
  const query = usePlan(turn.projectId, planId);
  if (query.isPending) {
    return (
      <section className="plan">
        <Skeleton label="Loading the plan" lines={3} />
      </section>
    );
  }
  if (!query.data) return <ProblemNote error={query.error} what="The plan could not be loaded." onRetry={() => void query.refetch()} />;
  return <PlanBody plan={query.data} executionIds={turn.reply?.executionIds} foot={<PlanFoot plan={query.data} turn={turn} />} />;
}
