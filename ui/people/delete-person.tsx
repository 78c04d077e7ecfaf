import { useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import type { RegisteredUser } from '../../contract/user.ts';
import { useDeletePerson } from '../data/use-people.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Asks for the user name before a person is removed for good. */
export function DeletePerson({ person, onClose }: { person: RegisteredUser; onClose: () => void }) {
  const remove = useDeletePerson(person.userId);
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== person.username) return;
    const done = () => {
      announce(`${person.username} is deleted.`);
      navigate('/organization/users', { replace: true });
    };
    remove.mutate(undefined, { onSuccess: done });
  };
  return (
    <Dialog title={`Delete ${person.username}?`} onClose={onClose}>
      <form onSubmit={submit}>
        <p>The account, its memberships, sessions and tokens go for good. What was done stays on record under its id.</p>
        <Field label={`Type ${person.username} to go on`} autoFocus autoComplete="off" value={typed} onChange={({ target }) => setTyped(target.value)} />
        {remove.isError && <ProblemNote error={remove.error} what={`${person.username} was not deleted.`} doNext="Nothing has changed." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={remove.isPending} disabled={typed !== person.username}>
            Delete
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
