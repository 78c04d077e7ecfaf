import { useState } from 'react';
import type { FormEvent } from 'react';
import { useChangePassword, useSignOut } from '../data/use-sign-in.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Mark } from '../parts/mark.tsx';
import { passwordIssue } from '../parts/password-issue.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import './door.css';

const SHORTEST = 12;

function wrongWith(fresh: string, again: string): { fresh?: string; again?: string } {
  if (fresh.length < SHORTEST) return { fresh: `Use ${SHORTEST} characters or more; ${SHORTEST - fresh.length} to go.` };
  return again === fresh ? {} : { again: 'The two are not the same.' };
}

/** Makes somebody who has a password from setup or from a system admin choose one of their own before anything else. */
export function ChangePassword({ username }: { username: string }) {
  const change = useChangePassword();
  const signOut = useSignOut();
  const [given, setGiven] = useState({ current: '', fresh: '', again: '' });
  const [tried, setTried] = useState(false);
  const wrong = tried ? wrongWith(given.fresh, given.again) : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { fresh, again } = wrongWith(given.fresh, given.again);
    if (!fresh && !again) change.mutate({ currentPassword: given.current, newPassword: given.fresh });
  };
  const field = (name: keyof typeof given) => ({
    type: 'password',
    required: true,
    value: given[name],
    onChange: ({ target }: { target: HTMLInputElement }) => setGiven({ ...given, [name]: target.value }),
  });
  return (
    <main className="door">
      <title>Choose a password · Gatehouse</title>
      <header className="door-head">
        <Mark size={32} />
        <h1>Choose a password</h1>
        <p className="muted">The password that {username} was given works only here. Choose one that nobody else knows.</p>
      </header>
      <form onSubmit={submit} noValidate>
        <Field label="Current password" autoComplete="current-password" autoFocus {...field('current')} />
        <Field label="New password" autoComplete="new-password" hint={`${SHORTEST} characters or more`} error={wrong.fresh ?? passwordIssue(change.error)} {...field('fresh')} />
        <Field label="New password again" autoComplete="new-password" error={wrong.again} {...field('again')} />
        {change.isError && !passwordIssue(change.error) && <ProblemNote error={change.error} what="The password was not changed." />}
        <Button type="submit" look="primary" busy={change.isPending}>
          {change.isPending ? 'Saving…' : 'Save and go on'}
        </Button>
        <Button look="quiet" onClick={() => signOut.mutate()}>
          Sign out
        </Button>
      </form>
    </main>
  );
}
