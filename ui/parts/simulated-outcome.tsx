import type { SimulatedStep } from '../../contract/turn.ts';
import { ActionName } from './action-name.tsx';
import { Chip } from './chip.tsx';
import { DiffWords } from './diff-words.tsx';
import { GateTimeline } from './gate-timeline.tsx';
import { simulatedLooks } from './simulated-looks.ts';
import { units } from './units.ts';
import './simulated-outcome.css';

/** What an intent would come to: the verdict, why, who would have to agree, what would change, and what each gate said. */
export function SimulatedOutcome({ outcome }: { outcome: SimulatedStep }) {
  const { actionId, status, error, message, cost, diff, effects, approvalsNeeded, trace } = outcome;
  return (
    <section className="simulated" aria-label="Simulated outcome" role="status">
      <header className="simulated-head">
        <ActionName actionId={actionId} />
        <Chip look={simulatedLooks[status]} />
        {status === 'success' || status === 'pending_approval' ? <span className="muted">{units(cost)}</span> : null}
      </header>
      <p>
        {error?.detail ?? message} {error && <code className="faint">{error.code}</code>}
      </p>
      {approvalsNeeded.map(({ gate, rule, requiredRole, quorum }) => (
        <p key={`${gate}${rule}`}>
          Needs {quorum} {quorum === 1 ? 'approval' : 'approvals'} by {requiredRole}, because of <code>{rule}</code>.
        </p>
      ))}
      {diff.length > 0 && <DiffWords diff={diff} />}
      {effects.length > 0 && <p>{effects.length === 1 ? '1 effect would leave the house.' : `${effects.length} effects would leave the house.`}</p>}
      <GateTimeline trace={trace} />
    </section>
  );
}
