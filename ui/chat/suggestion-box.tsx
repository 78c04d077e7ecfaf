import { useState } from 'react';
import type { Suggestion } from '../../contract/decision.ts';
import type { Turn } from '../../contract/turn.ts';
import { usePostTurn } from '../data/use-turn-actions.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { stepText } from './answer-text.ts';
import { StepLine } from '../parts/step-line.tsx';
import { newRequestId } from '../data/new-request-id.ts';
import './confirmation-box.css';

/** What would help after a refusal, exactly as it would run; one press asks for it in the same conversation. */
export function SuggestionBox({ turn, suggestion }: { turn: Turn; suggestion: Suggestion }) {
  const post = usePostTurn(turn.projectId);
  const [requestId] = useState(newRequestId);
  const steps = turn.mode === 'interactive' ? suggestion.steps.slice(0, 1) : suggestion.steps; // That mode takes one step at a time.
  const ask = () => post.mutate({ message: steps.map(stepText).join('; '), mode: turn.mode, sessionId: turn.sessionId, requestId });
  return (
    <div className="ask" role="group" aria-label="Do this first">
      <h2>{steps.length === 1 ? 'Do this first' : `Do these ${steps.length} steps first`}</h2>
      <ol className="confirmation-steps">
        {steps.map(({ actionId, title, inputs }, index) => (
          <li key={index}>
            <span>{title}</span>
            <StepLine actionId={actionId} inputs={inputs} />
          </li>
        ))}
      </ol>
      {post.isError && <ProblemNote error={post.error} what="It did not arrive." />}
      <div className="ask-foot">
        <Button look="primary" busy={post.isPending || post.isSuccess} onClick={ask}>
          {steps.length === 1 ? suggestion.title : `Run ${steps.length} steps`}
        </Button>
        <span className="ask-note">{suggestion.why}</span>
      </div>
    </div>
  );
}
