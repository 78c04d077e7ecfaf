import type { AccessToken } from '../../contract/token.ts';
import { useRevokeTokenOf, useTokensOf } from '../data/use-people.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

function Row({ token, busy, onRevoke }: { token: AccessToken; busy: boolean; onRevoke: () => void }) {
  return (
    <tr>
      <td className="truncate" title={token.name}>{token.name}</td>
      <td className="truncate">
        <code>{token.prefix}…</code>
      </td>
      <td className="table-wide-only">{token.scopes === null ? 'no limit' : 'limited'}</td>
      <td className="session-time">{token.lastUsedAt ? <Moment at={token.lastUsedAt} /> : <span className="faint">never</span>}</td>
      <td className="table-end">
        <Button look="quiet" aria-label={`Revoke ${token.name}`} busy={busy} onClick={onRevoke}>
          Revoke
        </Button>
      </td>
    </tr>
  );
}

/** The access tokens of a person, and the end of each. */
export function PersonTokens({ userId }: { userId: string }) {
  const query = useTokensOf(userId);
  const revoke = useRevokeTokenOf(userId);
  const announce = useAnnounce();
  const tokens = query.data?.items ?? [];
  return (
    <section className="people-part" aria-labelledby="person-tokens">
      <h3 id="person-tokens">Access tokens</h3>
      {query.isPending && <Skeleton label="Loading the access tokens" lines={2} />}
      {query.isError && <ProblemNote error={query.error} what="The access tokens could not be loaded." onRetry={() => void query.refetch()} />}
      {revoke.isError && <ProblemNote error={revoke.error} what="The token was not revoked." />}
      {query.data && tokens.length === 0 && <p className="muted">There are none.</p>}
      {tokens.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Token</th>
              <th scope="col" className="table-wide-only">
                Reach
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
            {tokens.map((token) => (
              <Row
                key={token.tokenId}
                token={token}
                busy={revoke.isPending && revoke.variables === token.tokenId}
                onRevoke={() => revoke.mutate(token.tokenId, { onSuccess: () => announce(`The token ${token.name} is revoked.`) })}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
