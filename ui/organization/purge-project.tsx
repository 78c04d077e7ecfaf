import { useState } from 'react';
import type { FormEvent } from 'react';
import type { ProjectUsage } from '../../contract/organization.ts';
import { usePurgeProject } from '../data/use-organization.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Takes a project away for ever, once its name is typed exactly. */
export function PurgeProject({ project: { projectId, name }, onClose }: { project: ProjectUsage; onClose: () => void }) {
  const purge = usePurgeProject();
  const announce = useAnnounce();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    purge.mutate(
      { projectId, name: typed },
      {
        onSuccess: () => {
          announce(`${name} is gone.`);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={`Purge ${name}?`} onClose={onClose}>
      <form onSubmit={submit}>
        <p>Its executions, state, conversations, policies, members, secrets and attachments are deleted, and what runs in it ends. Nobody can bring them back. That it was purged stays in the audit.</p>
        <Field label={`Type ${name} to confirm`} required autoComplete="off" spellCheck={false} value={typed} onChange={({ target }) => setTyped(target.value)} />
        {purge.isError && <ProblemNote error={purge.error} what="The project was not purged." doNext="Nothing is gone." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" type="submit" busy={purge.isPending} disabled={typed !== name}>
            Purge for ever
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
