import { SessionTable } from '../parts/session-table.tsx';
import { useEndSession, useEndSessions, useLoginSessions } from '../data/use-login-sessions.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** Where a person is signed in, and the end of it there or everywhere. */
export function PersonSessions({ userId }: { userId: string }) {
  const query = useLoginSessions(userId);
  const end = useEndSession(userId);
  const endAll = useEndSessions(userId);
  const announce = useAnnounce();
  return (
    <section className="people-part" aria-labelledby="person-sessions">
      <header className="people-part-head">
        <h3 id="person-sessions">Sessions</h3>
        {query.data && query.data.items.length > 0 && (
          <Button busy={endAll.isPending} onClick={() => endAll.mutate(undefined, { onSuccess: () => announce('All sessions have ended.') })}>
            End all sessions
          </Button>
        )}
      </header>
      {query.isPending && <Skeleton label="Loading the sessions" lines={2} />}
      {query.isError && <ProblemNote error={query.error} what="The sessions could not be loaded." onRetry={() => void query.refetch()} />}
      {(end.isError || endAll.isError) && <ProblemNote error={end.error ?? endAll.error} what="The session did not end." />}
      {query.data?.items.length === 0 && <p className="muted">Not signed in anywhere.</p>}
      {query.data && query.data.items.length > 0 && (
        <SessionTable sessions={query.data.items} ending={end.isPending ? end.variables : null} onEnd={({ sessionId }) => end.mutate(sessionId, { onSuccess: () => announce('The session has ended.') })} />
      )}
    </section>
  );
}
