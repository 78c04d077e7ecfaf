import type { Session } from '../../contract/session.ts';
import { Button } from './button.tsx';
import { Moment } from './moment.tsx';
import { deviceOf } from './device-of.ts';
import './table.css';
import './session-table.css';

const METHODS = { password: 'Password', link: 'Sign-in link', oidc: 'Single sign-on' } as const satisfies Record<Session['method'], string>;

function Row({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: (() => void) | null }) {
  const { userAgent, address, method, createdAt, lastSeenAt, isCurrent } = session;
  const device = deviceOf(userAgent);
  return (
    <tr>
      <td className="truncate" title={userAgent ?? undefined}>
        {device} {isCurrent && <span className="badge">This one</span>}
      </td>
      <td className="truncate table-wide-only" title={address ?? undefined}>
        <code>{address ?? '–'}</code>
      </td>
      <td className="table-wide-only">{METHODS[method]}</td>
      <td className="session-time table-wide-only">
        <Moment at={createdAt} />
      </td>
      <td className="session-time">
        <Moment at={lastSeenAt} />
      </td>
      <td className="table-end">
        {onEnd && (
          <Button look="quiet" aria-label={`End the session of ${device} at ${address ?? 'an unknown address'}`} busy={busy} onClick={onEnd}>
            End
          </Button>
        )}
      </td>
    </tr>
  );
}

type Given = { sessions: readonly Session[]; ending: string | null; onEnd: (session: Session) => void };

/** Where somebody is signed in, the newest first. The session that this page uses ends by signing out. */
export const SessionTable = ({ sessions, ending, onEnd }: Given) => (
  <table className="table">
    <thead>
      <tr>
        <th scope="col">Device</th>
        <th scope="col" className="table-wide-only">
          Address
        </th>
        <th scope="col" className="table-wide-only">
          Signed in with
        </th>
        <th scope="col" className="session-time table-wide-only">
          Since
        </th>
        <th scope="col" className="session-time">
          Last used
        </th>
        <th scope="col" className="table-end">
          <span className="visually-hidden">What to do</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {sessions.map((session) => (
        <Row key={session.sessionId} session={session} busy={ending === session.sessionId} onEnd={session.isCurrent ? null : () => onEnd(session)} />
      ))}
    </tbody>
  </table>
);
