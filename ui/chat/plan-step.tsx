import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { Execution } from '../../contract/execution.ts';
import type { Intent } from '../../contract/intent.ts';
import type { Answer } from '../client.ts';
import { DiffWords } from '../parts/diff-words.tsx';
import { GateTimeline } from '../parts/gate-timeline.tsx';
import { verdictLooks } from '../parts/look.ts';
import { simulatedLooks } from '../parts/simulated-looks.ts';
import { Receipt } from './receipt.tsx';
import { StepLine } from '../parts/step-line.tsx';

const SHOWN = ['pass', 'refuse', 'hold'] as const;

/** How many gates would pass, refuse and hold the step, and whether its result would break a check after all of them. */
function GateCounts({ preview: { trace, status } }: { preview: Execution }) {
  const { icon: Fails, tone: failed, word: fails } = simulatedLooks.failed;
  const counts = SHOWN.map((verdict) => ({ verdict, count: trace.filter((entry) => entry.verdict === verdict).length }));
  return (
    <span className="plan-gates">
      {counts.map(({ verdict, count }) => {
        const { icon: Icon, tone, word } = verdictLooks[verdict];
        return (
          count > 0 && (
            <span key={verdict} className={`plan-gate tone-${tone}`}>
              <Icon size={13} strokeWidth={2.25} aria-hidden /> {count} {word}
            </span>
          )
        );
      })}
      {status === 'failed' && (
        <span className={`plan-gate tone-${failed}`}>
          <Fails size={13} strokeWidth={2.25} aria-hidden /> {fails}
        </span>
      )}
    </span>
  );
}

/** A step that has not run: what it would do and what every gate would say. */
function PreviewStep({ step, index, preview }: { step: Intent; index: number; preview: Execution | undefined }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const problem = preview?.error?.detail;
  const bare = !problem && (preview?.diff.length ?? 0) === 0;
  return (
    <div className={bare ? 'plan-waiting' : undefined}>
      <button type="button" className="receipt-head" aria-expanded={open} aria-controls={details} onClick={() => setOpen(!open)}>
        <ChevronRight size={14} aria-hidden className="receipt-chevron" />
        <span className="receipt-step">{index + 1}</span>
        <StepLine actionId={preview?.actionId ?? step.actionId} inputs={step.inputs} />
        {preview && <GateCounts preview={preview} />}
      </button>
      {!bare && (
        <div className="receipt-change">
          {problem ? <p>{problem}</p> : <DiffWords diff={preview?.diff ?? []} />}
        </div>
      )}
      <div id={details} hidden={!open} className="plan-details">
        {open && (preview ? <GateTimeline trace={preview.trace} /> : <p className="faint">No gate was asked about this step.</p>)}
      </div>
    </div>
  );
}

/** The newest record of a step. Its request id names its place; a step that waited and was decided has two. */
function recordOf({ planId, executions }: Answer<'getPlan'>, index: number): string | null {
  const named = executions.findLast(({ requestId }) => requestId === `${planId}#${index}`);
  return (named ?? executions[index])?.executionId ?? null;
}

/** `known` is the record that a turn tells of before the plan itself does. */
type Given = { plan: Answer<'getPlan'>; step: Intent; index: number; known: string | undefined };

/** One step of a plan: its receipt once it ran, until then its preview. */
export function PlanStep({ plan, step, index, known }: Given) {
  const executionId = recordOf(plan, index) ?? known;
  return (
    <li>
      {executionId ? (
        <Receipt projectId={plan.projectId} executionId={executionId} step={index + 1} />
      ) : (
        <PreviewStep step={step} index={index} preview={plan.preview?.steps[index]} />
      )}
    </li>
  );
}
