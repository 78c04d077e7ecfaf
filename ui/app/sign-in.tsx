import { useState } from 'react';
import type { FormEvent } from 'react';
import { useSignIn, useSignInMethods } from '../data/use-sign-in.ts';
import { Button } from '../parts/button.tsx';
import { Field } from '../parts/field.tsx';
import { Mark } from '../parts/mark.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ApiError } from '../problem.ts';
import { SingleSignOn } from './single-sign-on.tsx';
import './door.css';

const isWrongPassword = (error: unknown): boolean => error instanceof ApiError && error.status === 401;

/** Asks who is there. `returning` tells somebody whose session ended that nothing is lost. */
export function SignIn({ returning }: { returning: boolean }) {
  const signIn = useSignIn();
  const methods = useSignInMethods();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ username, password });
  };
  const wrong = isWrongPassword(signIn.error);
  if (methods.isPending) {
    return (
      <main className="door">
        <Skeleton label="Loading the ways to sign in" />
      </main>
    );
  }
  return (
    <main className="door">
      <title>Sign in · Gatehouse</title>
      <header className="door-head">
        <Mark size={32} />
        <h1>Sign in to Gatehouse</h1>
        <p className="muted">{returning ? 'Your session ended. Sign in to go on where you were.' : 'Ask, see what would happen, decide.'}</p>
      </header>
      <SingleSignOn methods={methods.data} />
      <form onSubmit={submit}>
        <Field label="User name" name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus value={username} onChange={({ target }) => setUsername(target.value)} />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
          error={wrong ? 'User name and password do not match.' : undefined}
        />
        {signIn.isError && !wrong && <ProblemNote error={signIn.error} what="You could not be signed in." />}
        <Button type="submit" look="primary" busy={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
    </main>
  );
}
