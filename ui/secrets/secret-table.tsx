import type { Secret } from '../../contract/secret.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { useNow } from '../parts/now.tsx';
import { graceLeft } from './grace-left.ts';
import { NeededBy } from './needed-by.tsx';

type Row = { secret: Secret; onRotate: () => void; onDelete: () => void };

function SecretRow({ secret: { name, version, usedBy, createdAt, rotatedAt, previousUntil }, onRotate, onDelete }: Row) {
  const grace = graceLeft(previousUntil, useNow());
  return (
    <tr>
      <td className="truncate">
        <code title={name}>{name}</code>
      </td>
      <td className="secret-version table-wide-only" data-figures>
        {version}
      </td>
      <td className="truncate table-wide-only">
        <NeededBy usedBy={usedBy} />
      </td>
      <td className="secret-changed table-wide-only">
        <Moment at={rotatedAt ?? createdAt} />
      </td>
      <td className="secret-grace" title={previousUntil ?? undefined}>
        {grace === null ? <span className="faint">no</span> : grace}
      </td>
      <td className="table-end">
        <Button look="quiet" aria-label={`Rotate ${name}`} onClick={onRotate}>
          Rotate
        </Button>
        <Button look="quiet" aria-label={`Delete ${name}`} onClick={onDelete}>
          Delete
        </Button>
      </td>
    </tr>
  );
}

type Given = { secrets: readonly Secret[]; onRotate: (secret: Secret) => void; onDelete: (secret: Secret) => void };

/** The secrets as a table, newest first, without their values. */
export function SecretTable({ secrets, onRotate, onDelete }: Given) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" className="secret-version table-wide-only">
            Version
          </th>
          <th scope="col" className="table-wide-only">
            Needed by
          </th>
          <th scope="col" className="secret-changed table-wide-only">
            Changed
          </th>
          <th scope="col" className="secret-grace">
            Old value works
          </th>
          <th scope="col" className="table-end secret-end">
            <span className="visually-hidden">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {secrets.map((secret) => (
          <SecretRow key={secret.secretId} secret={secret} onRotate={() => onRotate(secret)} onDelete={() => onDelete(secret)} />
        ))}
      </tbody>
    </table>
  );
}
