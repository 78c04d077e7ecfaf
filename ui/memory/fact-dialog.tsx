import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Fact } from '../../contract/memory.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useRemember } from '../data/use-memory.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { issueOf, whyNot } from './outcome-issues.ts';
import { readFact, typedFact } from './read-fact.ts';

const KEY = /^(?=.{1,100}$)[A-Za-z0-9_.-]*[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;
const KEY_HINT = 'Letters, digits, or _ . -';

const keyError = (key: string): string | undefined => (key === '' || KEY.test(key) ? undefined : `${KEY_HINT}, at most 100 of them, and not dots alone.`);
const valueHint = (typed: string): string => (typed.trim() === '' ? 'Text or JSON' : `Kept as ${readFact(typed).as}.`);

type Given = { fact: Partial<Pick<Fact, 'key' | 'value'>> | null; taken: readonly string[]; onClose: () => void };

/** Asks for a new fact, or for another value of one that is there. */
export function FactDialog({ fact, taken, onClose }: Given) {
  const { projectId } = useOpenProject();
  const remember = useRemember(projectId);
  const announce = useAnnounce();
  const isNew = fact?.value === undefined;
  const [key, setKey] = useState(fact?.key ?? '');
  const [typed, setTyped] = useState(fact?.value === undefined ? '' : typedFact(fact.value));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remember.mutate({ key, value: readFact(typed).value }, {
      onSuccess: ({ status }) => {
        if (status !== 'success') return;
        announce(`${key} is remembered.`);
        onClose();
      },
    });
  };
  const problem = whyNot(remember);
  const replaces = isNew && taken.includes(key) ? 'There is a fact under this key. Its value will be replaced.' : KEY_HINT;
  return (
    <Dialog title={isNew ? 'New fact' : `Change ${key}`} onClose={onClose}>
      <form onSubmit={submit}>
        {isNew && <Field label="Key" hint={replaces} error={keyError(key) ?? issueOf(remember, 'key') ?? ''} autoFocus required autoComplete="off" spellCheck={false} value={key} onChange={({ target }) => setKey(target.value)} />}
        <TextArea label="Value" hint={valueHint(typed)} error={issueOf(remember, 'value')} className="input text-area text-area-code" rows={6} autoFocus={!isNew} required spellCheck={false} value={typed} onChange={({ target }) => setTyped(target.value)} />
        {problem && <ProblemNote error={problem} what="It was not remembered." doNext="Nothing has changed." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={remember.isPending} disabled={!KEY.test(key) || typed.trim() === ''}>
            {remember.isPending ? 'Saving…' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
