import type { ReEncryption } from '../../contract/key-ring.ts';
import { useCancelReEncryption } from '../data/use-key-ring.ts';
import { Button } from '../parts/button.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

const WORDS = { running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' } satisfies Record<ReEncryption['status'], string>;
const TONES = { running: 'calm', done: 'success', failed: 'failed', cancelled: 'refused' } satisfies Record<ReEncryption['status'], string>;

/** One run: how it stands, what it came to, and what it could not open. */
export function KeyRun({ run: { runId, status, keyId, table, done, failed, missed, error, createdAt } }: { run: ReEncryption }) {
  const cancel = useCancelReEncryption();
  return (
    <article className="keys-run" aria-label={`Re-encryption with ${keyId}`}>
      <div className="keys-run-head">
        <span className={`tone-${TONES[status]} keys-status`}>{WORDS[status]}</span>
        <span>
          {done} sealed anew with <code>{keyId}</code>
          {failed > 0 && `, ${failed} not opened`}
          {table !== null && <span className="faint"> · at {table}</span>}
        </span>
        <Moment at={createdAt} />
        {status === 'running' && (
          <Button look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate(runId)}>
            Cancel
          </Button>
        )}
      </div>
      {error !== null && <p className="muted">{error}</p>}
      {missed.length > 0 && (
        <ul className="keys-missed faint">
          {missed.map((row) => (
            <li key={`${row.table} ${row.key.join(' ')}`}>
              {row.table} <code>{row.key.join(' ')}</code>
            </li>
          ))}
        </ul>
      )}
      {cancel.isError && <ProblemNote error={cancel.error} what="The run could not be cancelled." />}
    </article>
  );
}
