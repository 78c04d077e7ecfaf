import type { KeyRingReport, KeyState } from '../../contract/key-ring.ts';
import { useKeyRing, useReEncrypt } from '../data/use-key-ring.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import '../parts/table.css';
import { KeyRun } from './key-run.tsx';
import './keys-panel.css';

function roleOf({ isCurrent, isHeld, canary }: KeyState): string {
  if (isHeld && canary === 'wrong') return 'wrong key';
  if (isCurrent) return 'seals';
  return isHeld ? 'opens' : 'missing';
}

const rowsOf = ({ sealedRows }: KeyState): number => Object.values(sealedRows).reduce((sum, rows) => sum + rows, 0);

/** The tables of which a key has sealed rows, for whoever wants to know. */
const tablesOf = ({ sealedRows }: KeyState): string =>
  Object.entries(sealedRows)
    .map(([table, rows]) => `${table}: ${rows}`)
    .join('\n');

function KeyTable({ keys }: { keys: readonly KeyState[] }) {
  return (
    <table className="table keys-table">
      <thead>
        <tr>
          <th scope="col" className="keys-key">Key</th>
          <th scope="col" className="keys-role">Role</th>
          <th scope="col" className="keys-number">Sealed</th>
          <th scope="col" className="keys-number table-wide-only">Signed</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.keyId}>
            <td className="keys-key truncate">
              <code>{key.keyId}</code>
            </td>
            <td className="keys-role">{roleOf(key)}</td>
            <td className="keys-number" title={tablesOf(key)}>
              {rowsOf(key)}
            </td>
            <td className="keys-number table-wide-only">{key.chainRows}</td>
            <td className="keys-advice muted">{key.advice}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Runs({ runs }: Pick<KeyRingReport, 'runs'>) {
  if (runs.length === 0) return <p className="list-note faint">Nothing has been sealed anew yet.</p>;
  return (
    <section className="keys-runs" aria-label="Re-encryptions">
      <h3>Re-encryptions</h3>
      {runs.map((run) => (
        <KeyRun key={run.runId} run={run} />
      ))}
    </section>
  );
}

function Ring({ query }: { query: ReturnType<typeof useKeyRing> }) {
  if (query.isPending) return <Skeleton label="Loading the keys" lines={4} />;
  if (query.isError) return <ProblemNote error={query.error} what="The keys could not be loaded." onRetry={() => void query.refetch()} />;
  return (
    <>
      <KeyTable keys={query.data.keys} />
      <Runs runs={query.data.runs} />
    </>
  );
}

/** The master keys: what each is needed for, and sealing anew what older ones have sealed. */
export function KeysPanel() {
  const query = useKeyRing();
  const begin = useReEncrypt();
  const isRunning = query.data?.runs.some(({ status }) => status === 'running') ?? false;
  return (
    <section className="list-page" aria-label="Keys" tabIndex={0}>
      <header className="list-head">
        <div>
          <h2>Keys</h2>
          <p className="muted">The first key of SECRET_KEYS seals what is new; the others open what they have sealed.</p>
        </div>
        <Button look="primary" busy={begin.isPending || isRunning} onClick={() => begin.mutate()}>
          {isRunning ? 'Sealing anew…' : 'Seal everything anew'}
        </Button>
      </header>
      {begin.isError && <ProblemNote error={begin.error} what="The run could not be started." />}
      <Ring query={query} />
    </section>
  );
}
