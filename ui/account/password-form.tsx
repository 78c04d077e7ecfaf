import { useState } from 'react';
import type { FormEvent } from 'react';
import { useChangePassword } from '../data/use-sign-in.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { passwordIssue } from '../parts/password-issue.ts';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Asks for the old and the new password; every other session ends with the old one. */
export function PasswordForm({ onClose }: { onClose: () => void }) {
  const change = useChangePassword();
  const announce = useAnnounce();
  const [given, setGiven] = useState({ current: '', fresh: '', again: '' });
  const [differs, setDiffers] = useState(false);
  const issue = passwordIssue(change.error);
  const field = (name: keyof typeof given) => ({
    type: 'password',
    required: true,
    value: given[name],
    onChange: ({ target }: { target: HTMLInputElement }) => setGiven({ ...given, [name]: target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDiffers(given.fresh !== given.again);
    if (given.fresh !== given.again) return;
    const done = () => {
      announce('The password is changed.');
      onClose();
    };
    change.mutate({ currentPassword: given.current, newPassword: given.fresh }, { onSuccess: done });
  };
  return (
    <Dialog title="Change your password" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Current password" autoComplete="current-password" autoFocus {...field('current')} />
        <Field label="New password" autoComplete="new-password" hint="12 characters or more, and no name of yours" error={issue} {...field('fresh')} />
        <Field label="New password again" autoComplete="new-password" error={differs ? 'The two are not the same.' : undefined} {...field('again')} />
        {change.isError && !issue && <ProblemNote error={change.error} what="The password was not changed." doNext="Nothing has changed." />}
        <p className="faint">Your other sessions end. Access tokens go on.</p>
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={change.isPending}>
            {change.isPending ? 'Saving…' : 'Change'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
