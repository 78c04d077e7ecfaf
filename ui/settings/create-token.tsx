import { useContext, useId, useState } from 'react';
import type { FormEvent } from 'react';
import { ProjectContext } from '../data/project-context.ts';
import { useCreateToken } from '../data/use-tokens.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';

const LONGEST_NAME = 100;
const LIFETIMES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: '', label: 'Never' },
] as const;

/** Asks for what a new token needs, then shows it, this once. */
export function CreateToken({ onClose }: { onClose: () => void }) {
  const project = useContext(ProjectContext);
  const create = useCreateToken();
  const lifetime = useId();
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [here, setHere] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const scopes = here && project ? { projects: [project.projectId] } : undefined;
    create.mutate({ name, expiresInDays: days === '' ? undefined : Number(days), scopes });
  };
  if (create.data) {
    return (
      <ShownOnce title={`${create.data.name} is ready`} label="Token" value={create.data.token ?? ''} onClose={onClose}>
        Copy the token now: it is not shown again.
      </ShownOnce>
    );
  }
  return (
    <Dialog title="New access token" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Name" hint="What it is for, such as nightly report" autoFocus required autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={({ target }) => setName(target.value)} />
        <div className="field">
          <label htmlFor={lifetime}>Expires after</label>
          <select id={lifetime} className="input" value={days} onChange={({ target }) => setDays(target.value)}>
            {LIFETIMES.map(({ value, label }) => (
              <option key={label} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        {project && (
          <label className="token-here">
            <input type="checkbox" checked={here} onChange={({ target }) => setHere(target.checked)} /> Only for {project.name}
          </label>
        )}
        {create.isError && <ProblemNote error={create.error} what="The token was not created." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending} disabled={name.trim() === ''}>
            {create.isPending ? 'Creating…' : 'Create'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
