import type { Plan } from '../../contract/plan.ts';
import type { Turn } from '../../contract/turn.ts';
import type { Answer } from '../client.ts';
import { usePlan } from '../data/use-plan.ts';
import { units } from '../parts/units.ts';
import { Chip } from '../parts/chip.tsx';
import { DiffWords } from '../parts/diff-words.tsx';
import { planLooks } from '../parts/look.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { PlanFoot } from './plan-foot.tsx';
import { PlanStep } from './plan-step.tsx';
import './plan-card.css';

type Whole = Answer<'getPlan'>;

/** What a plan has cost, or would cost while nothing of it has run. */
function cost({ status, preview, executions }: Whole): string {
  if (status === 'draft' || status === 'awaiting_approval') return preview ? `would cost ${units(preview.cost)}` : '';
  return units(executions.reduce((sum, execution) => sum + (execution.status === 'success' ? execution.cost : 0), 0));
}

const isPreview = ({ status }: Pick<Plan, 'status'>): boolean => status === 'draft' || status === 'awaiting_approval';

function Card({ plan, turn }: { plan: Whole; turn: Turn }) {
  const count = plan.steps.length;
  return (
    <section className="plan" aria-label="Plan">
      <header className="plan-head">
        <h2>
          Plan of {count} {count === 1 ? 'step' : 'steps'}
        </h2>
        <span className="plan-figures" data-figures>
          {plan.status === 'running' && <span>
              {plan.currentStep} of {count} done
            </span>}
          <span>{cost(plan)}</span>
        </span>
        <Chip look={planLooks[plan.status]} />
      </header>
      <ol className="plan-steps">
        {plan.steps.map((step, index) => (
          <PlanStep key={index} plan={plan} step={step} index={index} executionId={plan.executions[index]?.executionId ?? turn.reply?.executionIds[index]} />
        ))}
      </ol>
      {plan.error && (
        <p className="plan-error">
          {plan.error.detail} <code className="faint">{plan.error.code}</code>
        </p>
      )}
      {isPreview(plan) && plan.preview && plan.preview.diff.length > 0 && (
        <div className="plan-diff">
          <h3>All steps together</h3>
          <DiffWords diff={plan.preview.diff} />
        </div>
      )}
      <PlanFoot plan={plan} turn={turn} />
    </section>
  );
}

/** A plan before, while and after it runs: each step with its gates or its receipt, the change of all together, and what may be done. */
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
  return <Card plan={query.data} turn={turn} />;
}
