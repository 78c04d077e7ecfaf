import { useState } from 'react';
import type { FormEvent } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useAddSecret } from '../data/use-secrets.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SecretValue } from './secret-value.tsx';

const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const NAME_HINT = 'As the action writes it: lower-case letters, digits and _';

/** Asks for a new secret; `name` is that of a missing one, or empty. */
export function AddSecret({ name: given, onClose }: { name: string; onClose: () => void }) {
  const { projectId } = useOpenProject();
  const add = useAddSecret(projectId);
  const announce = useAnnounce();
  const [name, setName] = useState(given);
  const [value, setValue] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const added = () => {
      announce(`${name} is kept.`);
      onClose();
    };
    add.mutate({ name, value }, { onSuccess: added });
  };
  const isWrong = name !== '' && !NAME.test(name);
  return (
    <Dialog title="New secret" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Name" hint={NAME_HINT} error={isWrong ? `${NAME_HINT}, a letter first, at most 64 of them.` : ''} autoFocus={given === ''} required autoComplete="off" spellCheck={false} value={name} onChange={({ target }) => setName(target.value)} />
        <SecretValue label="Value" autoFocus={given !== ''} value={value} onChange={({ target }) => setValue(target.value)} />
        {add.isError && <ProblemNote error={add.error} what="The secret was not kept." doNext="Nothing has changed." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={add.isPending} disabled={!NAME.test(name) || value === ''}>
            {add.isPending ? 'Saving…' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
