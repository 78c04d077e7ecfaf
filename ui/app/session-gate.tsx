import { useEffect, useState } from 'react';
import { useMe } from '../data/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ChangePassword } from './change-password.tsx';
import { Pages } from './pages.tsx';
import { SignIn } from './sign-in.tsx';
import './door.css';

/** Shows the pages to whoever is signed in. The address stays as it is, so that signing in leads back to the same place. */
export function SessionGate() {
  const me = useMe();
  const [wasIn, setWasIn] = useState(false);
  useEffect(() => {
    if (me.data) setWasIn(true);
  }, [me.data]);

  if (me.isPending) {
    return (
      <main className="door">
        <Skeleton label="Loading Gatehouse" />
      </main>
    );
  }
  if (me.isError) {
    return (
      <main className="door">
        <ProblemNote error={me.error} what="Gatehouse could not be loaded." onRetry={() => void me.refetch()} />
      </main>
    );
  }
  if (!me.data) return <SignIn returning={wasIn} />;
  if (me.data.passwordChangeRequired) return <ChangePassword username={me.data.user.username} />;
  return <Pages />;
}
