import { useState } from 'react';
import type { RegisteredUser } from '../../contract/user.ts';
import { useChangePerson } from '../data/use-people.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { DeletePerson } from './delete-person.tsx';
import { ResetPassword } from './reset-password.tsx';

type Change = ReturnType<typeof useChangePerson>;

function Disable({ person, change, onClose }: { person: RegisteredUser; change: Change; onClose: () => void }) {
  const announce = useAnnounce();
  const done = () => {
    announce(`${person.username} is disabled.`);
    onClose();
  };
  return (
    <Dialog title={`Disable ${person.username}?`} onClose={onClose}>
      <div className="dialog-body">
        <p>Sessions and access tokens end for good, open questions are closed and requests for approval withdrawn. What is recorded stays.</p>
        {change.isError && <ProblemNote error={change.error} what={`${person.username} was not disabled.`} doNext="Nothing has changed." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" busy={change.isPending} onClick={() => change.mutate({ disabled: true }, { onSuccess: done })}>
            Disable
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** What a person may do here at all, and what ends it. Whatever takes something away for good asks first. */
export function PersonSwitches({ person }: { person: RegisteredUser }) {
  const change = useChangePerson(person.userId);
  const [asked, setAsked] = useState<'disable' | 'reset' | 'delete' | null>(null);
  const close = () => setAsked(null);
  return (
    <div className="people-switches">
      <Button busy={change.isPending} onClick={() => change.mutate({ isSystemAdmin: !person.isSystemAdmin })}>
        {person.isSystemAdmin ? 'Take system admin away' : 'Make system admin'}
      </Button>
      <Button onClick={() => setAsked('reset')}>{person.hasPassword ? 'Reset password' : 'Set a password'}</Button>
      {person.disabled ? (
        <Button busy={change.isPending} onClick={() => change.mutate({ disabled: false })}>
          Enable
        </Button>
      ) : (
        <Button look="danger" onClick={() => setAsked('disable')}>
          Disable
        </Button>
      )}
      <Button look="danger" onClick={() => setAsked('delete')}>
        Delete
      </Button>
      {change.isError && asked === null && <ProblemNote error={change.error} what={`${person.username} was not changed.`} doNext="Nothing has changed." />}
      {asked === 'disable' && <Disable person={person} change={change} onClose={close} />}
      {asked === 'reset' && <ResetPassword person={person} onClose={close} />}
      {asked === 'delete' && <DeletePerson person={person} onClose={close} />}
    </div>
  );
}
