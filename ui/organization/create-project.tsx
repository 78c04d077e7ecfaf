import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { useCreateProject } from '../data/use-organization.ts';
import { useTemplates } from '../data/use-templates.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

const LONGEST = 100;

/** Opens a project with the rules of a template; one is its first admin. */
export function CreateProject({ onClose }: { onClose: () => void }) {
  const create = useCreateProject();
  const announce = useAnnounce();
  const templates = useTemplates().data?.items ?? [];
  const [name, setName] = useState('');
  const [template, setTemplate] = useState('default');
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { name, template },
      {
        onSuccess: (project) => {
          announce(`${project.name} is open.`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title="New project" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Name" required maxLength={LONGEST} autoComplete="off" value={name} onChange={({ target }) => setName(target.value)} />
        <div className="field">
          <label htmlFor={id}>Rules to begin with</label>
          <select id={id} className="input" value={template} onChange={({ target }) => setTemplate(target.value)}>
            {(templates.length > 0 ? templates : [{ name: 'default', version: 0 }]).map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}, {one.version === 0 ? 'of the release' : `version ${one.version}`}
              </option>
            ))}
          </select>
          <p className="faint">The project gets a copy, which later versions of the template leave alone.</p>
        </div>
        {create.isError && <ProblemNote error={create.error} what="The project was not opened." doNext="Nothing has changed." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={create.isPending} disabled={name.trim() === ''}>
            Open
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
