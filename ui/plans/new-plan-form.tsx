import { useState } from 'react';
import type { Atomicity } from '../../contract/plan.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useCreatePlan } from '../data/use-plan.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { StepEditor } from './step-editor.tsx';

const FIRST = [{ key: 0, actionId: '', inputs: '{}', confirmed: false }];

/** Makes a draft: it is tried on a copy, and nothing runs before its author says so. */
export function NewPlanForm({ onMade }: { onMade: (planId: string) => void }) {
  const { projectId } = useOpenProject();
  const create = useCreatePlan(projectId);
  const [atomicity, setAtomicity] = useState<Atomicity>('step');
  return (
    <div className="split-body">
      <h2 className="plan-title">New plan</h2>
      <StepEditor first={FIRST} label="Save and try on a copy" busy={create.isPending} onSave={(steps) => create.mutate({ steps, atomicity }, { onSuccess: ({ planId }) => onMade(planId) })}>
        <label className="plan-choice">
          <input type="checkbox" checked={atomicity === 'plan'} onChange={({ target }) => setAtomicity(target.checked ? 'plan' : 'step')} /> All or nothing: every step is committed together, or none
        </label>
        {create.isError && <ProblemNote error={create.error} what="The plan was not made." />}
      </StepEditor>
    </div>
  );
}
