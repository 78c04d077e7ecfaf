import type { ReactNode } from 'react';
import type { Answer } from '../client.ts';
import { ApprovalWait } from '../parts/approval-wait.tsx';
import { Chip } from '../parts/chip.tsx';
import { DiffWords } from '../parts/diff-words.tsx';
import { EffectList } from '../parts/effect-list.tsx';
import { planLooks } from '../parts/look.ts';
import { units } from '../parts/units.ts';
import { PlanNeeds } from './plan-needs.tsx';
import { PlanStep } from './plan-step.tsx';
import './plan-card.css';

type Whole = Answer<'getPlan'>;

/** What a plan has cost, or would cost while nothing of it has run. */
function cost({ status, preview, executions }: Whole): string {
  if (status === 'draft') return preview ? `would cost ${units(preview.cost)}` : '';
  const spent = executions.reduce((sum, execution) => sum + (execution.status === 'success' ? execution.cost : 0), 0);
  return status === 'awaiting_approval' && preview ? `${spent.toLocaleString('en')} of ${units(preview.cost)}` : units(spent);
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="plan-part">
    <h3>{title}</h3>
    {children}
  </div>
);

/** What the steps come to together, as long as they have not run. */
function Together({ preview }: { preview: NonNullable<Whole['preview']> }) {
  const effects = preview.steps.flatMap((step) => step.effects);
  return (
    <>
      {preview.diff.length > 0 && (
        <Part title="All steps together">
          <DiffWords diff={preview.diff} />
        </Part>
      )}
      {effects.length > 0 && (
        <Part title="Leaves the house">
          <EffectList effects={effects} />
        </Part>
      )}
      {preview.approvalsNeeded.length > 0 && (
        <Part title="Approvals needed">
          <PlanNeeds needs={preview.approvalsNeeded} />
        </Part>
      )}
    </>
  );
}

function Head({ plan }: { plan: Whole }) {
  const count = plan.steps.length;
  return (
    <header className="plan-head">
      <h2>
        Plan of {count} {count === 1 ? 'step' : 'steps'}
      </h2>
      {plan.atomicity === 'plan' && (
        <span className="plan-whole" title="All steps are committed together, or none of them">
          all or nothing
        </span>
      )}
      <span className="plan-figures" data-figures>
        {plan.status === 'running' && (
          <span>
            {plan.currentStep} of {count} done
          </span>
        )}
        <span>{cost(plan)}</span>
      </span>
      <Chip look={planLooks[plan.status]} />
    </header>
  );
}

type Given = { plan: Whole; executionIds?: readonly string[]; foot: ReactNode };

/** A plan as a card: its steps with their gates or receipts, what they come to together, whom it waits for, and what may be done. */
export function PlanBody({ plan, executionIds = [], foot }: Given) {
  const open = plan.status === 'draft' || plan.status === 'awaiting_approval';
  return (
    <section className="plan" aria-label="Plan">
      <Head plan={plan} />
      {plan.status === 'running' && <progress className="plan-progress" aria-label="Steps done" value={plan.currentStep} max={plan.steps.length} />}
      <ol className="plan-steps">
        {plan.steps.map((step, index) => (
          <PlanStep key={index} plan={plan} step={step} index={index} known={executionIds[index]} />
        ))}
      </ol>
      {plan.error && (
        <p className="plan-error">
          {plan.error.detail} <code className="faint">{plan.error.code}</code>
        </p>
      )}
      {open && plan.preview && <Together preview={plan.preview} />}
      {plan.status === 'awaiting_approval' && <Waiting plan={plan} />}
      {foot}
    </section>
  );
}

/** The request that the plan waits for: one for the whole, else that of the step that was held. */
function Waiting({ plan }: { plan: Whole }) {
  const approvalId = plan.approvalId ?? plan.executions.findLast(({ status }) => status === 'pending_approval')?.approvalId;
  return (
    approvalId && (
      <div className="plan-part">
        <ApprovalWait projectId={plan.projectId} approvalId={approvalId} />
      </div>
    )
  );
}
