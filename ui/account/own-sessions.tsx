import { useEndSession, useEndSessions, useLoginSessions } from '../data/use-login-sessions.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { SessionTable } from '../parts/session-table.tsx';

/** Where one is signed in, and the end of it there. */
export function OwnSessions() {
  const query = useLoginSessions(null);
  const end = useEndSession(null);
  const endOthers = useEndSessions(null);
  const announce = useAnnounce();
  const others = query.data?.items.filter(({ isCurrent }) => !isCurrent) ?? [];
  return (
    <section className="account-part" aria-labelledby="own-sessions">
      <header className="account-part-head">
        <div>
          <h3 id="own-sessions">Sessions</h3>
          <p className="muted">Where you are signed in. One that you do not know: end it, and change your password.</p>
        </div>
        {others.length > 0 && (
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate(undefined, { onSuccess: () => announce('You are signed out everywhere else.') })}>
            Sign out everywhere else
          </Button>
        )}
      </header>
      {query.isPending && <Skeleton label="Loading your sessions" lines={3} />}
      {query.isError && <ProblemNote error={query.error} what="Your sessions could not be loaded." onRetry={() => void query.refetch()} />}
      {(end.isError || endOthers.isError) && <ProblemNote error={end.error ?? endOthers.error} what="The session did not end." />}
      {query.data && <SessionTable sessions={query.data.items} ending={end.isPending ? end.variables : null} onEnd={({ sessionId }) => end.mutate(sessionId, { onSuccess: () => announce('The session has ended.') })} />}
    </section>
  );
}
