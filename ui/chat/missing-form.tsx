import { useState } from 'react';
import type { FormEvent } from 'react';
import type { MissingInput } from '../../contract/decision.ts';
import type { Turn } from '../../contract/turn.ts';
import { useAnswerTurn, useCancelTurn } from '../data/use-turn-actions.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { answerText, firstValue } from './answer-text.ts';
import { MissingField } from './missing-field.tsx';
import './missing-form.css';

/** Asks for exactly the inputs that are missing, each as its schema wants it. */
export function MissingForm({ turn, missing }: { turn: Turn; missing: readonly MissingInput[] }) {
  const answer = useAnswerTurn(turn.projectId, turn);
  const cancel = useCancelTurn(turn.projectId, turn);
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(missing.map(({ name, schema }) => [name, firstValue(schema)])));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate({ text: answerText(missing, values) });
  };
  return (
    <form className="ask missing" onSubmit={submit} aria-label="What is missing">
      {missing.map((input) => (
        <MissingField key={input.name} input={input} value={values[input.name] ?? ''} onChange={(value) => setValues({ ...values, [input.name]: value })} />
      ))}
      {answer.isError && <ProblemNote error={answer.error} what="Your answer did not arrive." />}
      <div className="ask-foot">
        <Button type="submit" look="primary" busy={answer.isPending}>
          {answer.isPending ? 'Sending…' : 'Answer'}
        </Button>
        <Button look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
