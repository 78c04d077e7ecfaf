import type { Fork } from '../../contract/fork.ts';
import { ActionName } from '../parts/action-name.tsx';
import { Chip } from '../parts/chip.tsx';
import { DiffWords, short } from '../parts/diff-words.tsx';
import { simulatedLooks } from '../parts/simulated-looks.ts';

type Step = Fork['executions'][number];

function ForkStep({ step: { actionId, intent, status, error, diff, approvalsNeeded }, index }: { step: Step; index: number }) {
  const inputs = Object.entries(intent.inputs);
  return (
    <li className="fork-step">
      <span className="fork-step-number" data-figures>
        {index + 1}
      </span>
      <div>
        <p className="fork-step-head">
          <ActionName actionId={actionId} />
          <code className="faint">{inputs.map(([name, value]) => `${name}=${short(value)}`).join(' ')}</code>
          <Chip look={simulatedLooks[status]} />
        </p>
        {error && <p className="muted">{error.detail}</p>}
        {approvalsNeeded.length > 0 && <p className="muted">In the project it would wait for {approvalsNeeded.map(({ requiredRole, quorum }) => `${quorum} × ${requiredRole}`).join(', ')}.</p>}
        {diff.length > 0 && <DiffWords diff={diff} />}
      </div>
    </li>
  );
}

/** What was tried on a fork, in order. */
export function ForkSteps({ executions }: { executions: readonly Step[] }) {
  return (
    <section className="fork-part" aria-label="Steps">
      <h3>Steps</h3>
      {executions.length === 0 ? (
        <p className="faint">Nothing was tried yet. Begin below.</p>
      ) : (
        <ol>
          {executions.map((step, index) => (
            <ForkStep key={index} step={step} index={index} />
          ))}
        </ol>
      )}
    </section>
  );
}
