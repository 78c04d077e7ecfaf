import { useState } from 'react';
import type { FormEvent } from 'react';
import { useCreatePerson } from '../data/use-people.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { HandedPassword } from './handed-password.tsx';
import { oneTimePassword } from './one-time-password.ts';

const LONGEST = 100;

/** Asks who is to be added, then shows the password to hand over, this once, where there is one. */
export function CreatePerson({ onClose }: { onClose: () => void }) {
  const create = useCreatePerson();
  const [given, setGiven] = useState({ username: '', name: '', email: '', organization: '' });
  const [withPassword, setWithPassword] = useState(true);
  const [isSystemAdmin, setSystemAdmin] = useState(false);
  const [password] = useState(oneTimePassword);
  const field = (name: keyof typeof given) => ({
    autoComplete: 'off',
    maxLength: LONGEST,
    value: given[name],
    onChange: ({ target }: { target: HTMLInputElement }) => setGiven({ ...given, [name]: target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { username, name, email, organization } = given;
    const profile = { name: name.trim() || undefined, email: email.trim() || undefined, organization: organization.trim() || undefined };
    const way = withPassword ? { password, passwordChangeRequired: true } : {};
    create.mutate({ username: username.trim(), isSystemAdmin, ...profile, ...way }, { onSuccess: () => withPassword || onClose() });
  };
  if (create.data && withPassword) return <HandedPassword username={create.data.username} password={password} onClose={onClose} />;
  return (
    <Dialog title="New user" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="User name" hint="Letters, digits, and . _ @ -" autoFocus required {...field('username')} />
        <Field label="Name" {...field('name')} />
        <Field label="Email" type="email" {...field('email')} />
        <Field label="Organisation" {...field('organization')} />
        <label className="people-check">
          <input type="checkbox" checked={withPassword} onChange={({ target }) => setWithPassword(target.checked)} /> Make a one-time password
        </label>
        <label className="people-check">
          <input type="checkbox" checked={isSystemAdmin} onChange={({ target }) => setSystemAdmin(target.checked)} /> System admin
        </label>
        {create.isError && <ProblemNote error={create.error} what="The user was not made." doNext="Change what it says, then try again." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending} disabled={given.username.trim() === ''}>
            {create.isPending ? 'Creating…' : 'Create'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
