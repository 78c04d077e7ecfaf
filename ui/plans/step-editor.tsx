import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { MAX_PLAN_STEPS } from '../../contract/plan.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useRegistry } from '../data/use-projects.ts';
import { Button } from '../parts/button.tsx';
import { toSteps } from './step-drafts.ts';
import type { StepDraft } from './step-drafts.ts';
import { StepFields } from './step-fields.tsx';

const MOST_STEPS: typeof MAX_PLAN_STEPS = 100;

type Given = {
  first: readonly StepDraft[];
  label: string;
  busy: boolean;
  children?: ReactNode;
  onSave: (steps: NonNullable<ReturnType<typeof toSteps>>) => void;
  onClose?: () => void;
};

function moved(steps: readonly StepDraft[], from: number, by: number): StepDraft[] {
  const step = steps[from];
  return step ? steps.toSpliced(from, 1).toSpliced(from + by, 0, step) : [...steps];
}

/** Steps to type and put in order; saved, they are tried on a copy and shown as a preview. `children` stand above the buttons. */
export function StepEditor({ first, label, busy, children, onSave, onClose }: Given) {
  const { projectId } = useOpenProject();
  const actions = useRegistry(projectId).data?.actions ?? [];
  const [drafts, setDrafts] = useState<readonly StepDraft[]>(first);
  const nextKey = useRef(first.length);
  const steps = toSteps(drafts);
  const add = () => {
    setDrafts([...drafts, { key: nextKey.current, actionId: '', inputs: '{}', confirmed: false }]);
    nextKey.current += 1;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (steps) onSave(steps);
  };
  return (
    <form className="step-editor" onSubmit={submit}>
      {drafts.map((step, index) => (
        <StepFields
          key={step.key}
          step={step}
          index={index}
          count={drafts.length}
          actions={actions}
          onChange={(changed) => setDrafts(drafts.with(index, changed))}
          onMove={(by) => setDrafts(moved(drafts, index, by))}
          onRemove={() => setDrafts(drafts.toSpliced(index, 1))}
        />
      ))}
      <div>
        <Button look="quiet" disabled={drafts.length >= MOST_STEPS} onClick={add}>
          <Plus size={14} aria-hidden /> Add a step
        </Button>
      </div>
      {children}
      <div className="ask-foot">
        <Button type="submit" look="primary" busy={busy} disabled={!steps}>
          {busy ? 'Trying on a copy…' : label}
        </Button>
        {onClose && <Button onClick={onClose}>Leave as it is</Button>}
      </div>
    </form>
  );
}
