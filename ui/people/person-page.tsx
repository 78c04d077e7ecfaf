import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { useMe } from '../data/use-me.ts';
import { usePerson } from '../data/use-people.ts';
import { CopyId } from '../parts/copy-id.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { PersonBadges } from './person-badges.tsx';
import { PersonProfile } from './person-profile.tsx';
import { PersonSessions } from './person-sessions.tsx';
import { PersonSwitches } from './person-switches.tsx';
import { PersonTokens } from './person-tokens.tsx';

/** One person with all that a system admin can do about him. */
export function PersonPage({ userId }: { userId: string }) {
  const query = usePerson(userId);
  const me = useMe().data?.user.userId;
  const person = query.data;
  return (
    <section className="list-page" aria-label="User" tabIndex={0}>
      <p className="people-back">
        <Link href="/organization/users" className="text-link">
          <ArrowLeft size={14} aria-hidden /> All users
        </Link>
      </p>
      {query.isPending && <Skeleton label="Loading the user" lines={6} />}
      {query.isError && <ProblemNote error={query.error} what="The user could not be loaded." onRetry={() => void query.refetch()} />}
      {person && (
        <>
          <header className="list-head">
            <div>
              <h2 className="people-title">
                {person.name ?? person.username} <PersonBadges person={person} isMe={person.userId === me} />
              </h2>
              <p className="muted">
                <code>{person.username}</code> <CopyId label="user" id={person.userId} />
              </p>
            </div>
          </header>
          <PersonSwitches person={person} />
          <section className="people-part" aria-labelledby="person-profile">
            <h3 id="person-profile">Profile</h3>
            <PersonProfile person={person} />
          </section>
          <PersonSessions userId={userId} />
          <PersonTokens userId={userId} />
        </>
      )}
    </section>
  );
}
