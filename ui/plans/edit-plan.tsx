import { useState } from 'react';
import type { Answer } from '../client.ts';
import { useReplacePlan } from '../data/use-plan.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { StepEditor } from './step-editor.tsx';
import { toDrafts } from './step-drafts.ts';

/** Changes the steps of a draft; what was confirmed of a step that is changed no longer is. */
export function EditPlan({ plan, onClose }: { plan: Answer<'getPlan'>; onClose: () => void }) {
  const replace = useReplacePlan(plan.projectId, plan.planId);
  const announce = useAnnounce();
  const [first] = useState(() => toDrafts(plan.steps));
  const save = (steps: Parameters<typeof replace.mutate>[0]['steps']) =>
    replace.mutate(
      { steps, mode: plan.mode },
      {
        onSuccess: () => {
          announce('The plan has its new steps.');
          onClose();
        },
      },
    );
  return (
    <>
      <h2 className="plan-title">Edit the plan</h2>
      <StepEditor first={first} label="Save and try on a copy" busy={replace.isPending} onSave={save} onClose={onClose}>
        {replace.isError && <ProblemNote error={replace.error} what="The plan was not changed." />}
      </StepEditor>
    </>
  );
}
