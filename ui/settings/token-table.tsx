import { useState } from 'react';
import type { AccessToken } from '../../contract/token.ts';
import { useProjects } from '../data/use-projects.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.tsx';
import { expiry } from './expiry.ts';
import { RevokeToken } from './revoke-token.tsx';

function useReach(): (scopes: AccessToken['scopes']) => string {
  const names = new Map(useProjects().data?.items.map(({ projectId, name }) => [projectId, name]));
  return (scopes) => {
    const projects = scopes?.projects?.map((projectId) => names.get(projectId) ?? `…${projectId.slice(-8)}`).join(', ');
    return [projects ?? 'All your projects', scopes?.actions?.join(', ')].filter(Boolean).join(': ');
  };
}

function Row({ token, onRevoke }: { token: AccessToken; onRevoke: () => void }) {
  const reachOf = useReach();
  const { text, tone } = expiry(token.expiresAt, useNow());
  return (
    <tr>
      <td className="truncate" title={token.name}>
        {token.name}
      </td>
      <td className="truncate">
        <code>{token.prefix}…</code>
      </td>
      <td className="truncate table-wide-only" title={reachOf(token.scopes)}>
        {reachOf(token.scopes)}
      </td>
      <td className="table-wide-only">
        <Moment at={token.createdAt} />
      </td>
      <td className="table-wide-only">{token.lastUsedAt ? <Moment at={token.lastUsedAt} /> : <span className="faint">never</span>}</td>
      <td className={`tone-${tone} token-expiry`} title={token.expiresAt ?? undefined}>
        {text}
      </td>
      <td className="table-end">
        <Button look="quiet" aria-label={`Revoke ${token.name}`} onClick={onRevoke}>
          Revoke
        </Button>
      </td>
    </tr>
  );
}

/** The tokens as a table, newest first. */
export function TokenTable({ tokens, isWhole }: { tokens: readonly AccessToken[]; isWhole: boolean }) {
  const [revoking, setRevoking] = useState<AccessToken | null>(null);
  return (
    <>
      <table className="table tokens-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Token</th>
            <th scope="col" className="table-wide-only">Reaches</th>
            <th scope="col" className="table-wide-only">Created</th>
            <th scope="col" className="table-wide-only">Last used</th>
            <th scope="col">Expires</th>
            <th scope="col" className="table-end">
              <span className="visually-hidden">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <Row key={token.tokenId} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </tbody>
      </table>
      {!isWhole && <p className="list-note faint">These are the newest {tokens.length}.</p>}
      {revoking && <RevokeToken token={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}
