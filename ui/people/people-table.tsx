import { Link } from 'wouter';
import type { RegisteredUser } from '../../contract/user.ts';
import { useMe } from '../data/use-me.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { useRows } from '../parts/use-rows.ts';
import { PersonBadges } from './person-badges.tsx';

const Row = ({ person, isMe }: { person: RegisteredUser; isMe: boolean }) => (
  <tr>
    <td className="truncate">
      <Link href={`/organization/users/${encodeURIComponent(person.userId)}`} className="text-link">
        {person.username}
      </Link>{' '}
      <PersonBadges person={person} isMe={isMe} />
    </td>
    <td className="truncate table-wide-only" title={person.name ?? undefined}>{person.name ?? <span className="faint">–</span>}</td>
    <td className="truncate table-wide-only" title={person.email ?? undefined}>{person.email ?? <span className="faint">–</span>}</td>
    <td className="truncate table-wide-only" title={person.organization ?? undefined}>{person.organization ?? <span className="faint">–</span>}</td>
    <td className="people-since">
      <Moment at={person.createdAt} />
    </td>
  </tr>
);

type Given = { people: readonly RegisteredUser[]; hasMore: boolean; busy: boolean; onMore: () => void };

/** People as a table, newest first; a name leads to all that can be done. */
export function PeopleTable({ people, hasMore, busy, onMore }: Given) {
  const me = useMe().data?.user.userId;
  const { rows, hasNewer, hasOlder, newer, older } = useRows(people);
  return (
    <>
      {hasNewer && (
        <Button look="quiet" onClick={newer}>
          Newer
        </Button>
      )}
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="people-who">
              User
            </th>
            <th scope="col" className="table-wide-only">
              Name
            </th>
            <th scope="col" className="table-wide-only">
              Email
            </th>
            <th scope="col" className="table-wide-only">
              Organisation
            </th>
            <th scope="col" className="people-since">
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((person) => (
            <Row key={person.userId} person={person} isMe={person.userId === me} />
          ))}
        </tbody>
      </table>
      {(hasOlder || hasMore) && (
        <Button look="quiet" busy={busy} onClick={hasOlder ? older : onMore}>
          {busy ? 'Loading…' : 'Older'}
        </Button>
      )}
    </>
  );
}
