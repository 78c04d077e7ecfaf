import { useState } from 'react';
import type { RegisteredUser } from '../../contract/user.ts';
import { useResetPassword } from '../data/use-people.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { HandedPassword } from './handed-password.tsx';
import { oneTimePassword } from './one-time-password.ts';

/** Asks before a person's password is replaced, then shows the new one, this once. */
export function ResetPassword({ person, onClose }: { person: RegisteredUser; onClose: () => void }) {
  const reset = useResetPassword(person.userId);
  const [password] = useState(oneTimePassword);
  if (reset.isSuccess) return <HandedPassword username={person.username} password={password} onClose={onClose} />;
  return (
    <Dialog title={`Reset the password of ${person.username}?`} onClose={onClose}>
      <div className="dialog-body">
        <p>The old one works no more and all sessions end. Access tokens go on.</p>
        {reset.isError && <ProblemNote error={reset.error} what="The password was not reset." doNext="Nothing has changed." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" busy={reset.isPending} onClick={() => reset.mutate(password)}>
            Reset
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
