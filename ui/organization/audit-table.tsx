import { useRef } from 'react';
import { Link } from 'wouter';
import type { AuditEntry } from '../../contract/organization.ts';
import type { useOrgAudit } from '../data/use-organization.ts';
import { useUsers } from '../data/use-users.ts';
import { ActionName } from '../parts/action-name.tsx';
import { Chip } from '../parts/chip.tsx';
import { executionLook } from '../parts/look.ts';
import { Moment } from '../parts/moment.tsx';
import { executionPath } from '../parts/paths.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useEndlessRows } from '../parts/use-endless-rows.ts';

const shortId = (id: string): string => (id.length > 20 ? `…${id.slice(-8)}` : id);

const worded = (detail: AuditEntry['detail']): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

/** What it was: an execution leads to its record, an act of administration has none. */
function What({ entry: { action, execution, projectId } }: { entry: AuditEntry }) {
  if (!execution?.executionId || projectId === null) return <code>{action}</code>;
  return (
    <Link href={executionPath(projectId, execution.executionId)} title={action}>
      <ActionName actionId={action} />
    </Link>
  );
}

/** What to call a person; whoever is gone, or no person, goes by the id. */
function useNameOf(): (userId: string) => string {
  const names = new Map((useUsers(true).data?.items ?? []).map(({ userId, name, username }) => [userId, name ?? username]));
  return (userId) => names.get(userId) ?? shortId(userId);
}

function Row({ entry, index, nameOf }: { entry: AuditEntry; index: number; nameOf: (userId: string) => string }) {
  const { at, status, execution, userId, projectName, subject, detail } = entry;
  const message = execution?.message ?? [subject && shortId(subject), worded(detail)].filter(Boolean).join(' · ');
  return (
    <tr aria-rowindex={index + 2}>
      <td className="col-time">
        <Moment at={at} />
      </td>
      <td className="col-status">{status === null ? 'Administration' : <Chip look={executionLook({ status, error: execution?.error ?? null })} />}</td>
      <td className="audit-action">
        <What entry={entry} />
      </td>
      <td className="col-who" title={userId}>
        {nameOf(userId)}
      </td>
      <td className="audit-project" title={projectName ?? undefined}>
        {projectName ?? 'the whole house'}
      </td>
      <td className="audit-message" title={message}>
        {message}
      </td>
    </tr>
  );
}

const keyOf = ({ entryId }: AuditEntry): string => entryId;

/** The audit as a table of which only the rows in sight exist. */
export function AuditTable({ rows, query }: { rows: readonly AuditEntry[]; query: ReturnType<typeof useOrgAudit> }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, above, below } = useEndlessRows({ rows, keyOf, scroller, query });
  const nameOf = useNameOf();
  return (
    <div className="executions-place">
      <div className="executions-scroll" ref={scroller} tabIndex={0} role="region" aria-label="Entries">
        <table className="executions-table audit-table" aria-label="Audit, newest first" aria-rowcount={query.hasNextPage ? -1 : rows.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col" className="col-time">Time</th>
              <th scope="col" className="col-status">Status</th>
              <th scope="col" className="audit-action">What</th>
              <th scope="col" className="col-who">Who</th>
              <th scope="col" className="audit-project">Project</th>
              <th scope="col" className="audit-message">More</th>
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr aria-hidden style={{ height: above }} />}
            {items.map(({ index }) => {
              const entry = rows[index];
              return entry ? <Row key={entry.entryId} entry={entry} index={index} nameOf={nameOf} /> : null;
            })}
            {below > 0 && <tr aria-hidden style={{ height: below }} />}
          </tbody>
        </table>
        <div className="executions-end">
          {query.isFetchNextPageError && <ProblemNote error={query.error} what="Earlier entries could not be loaded." onRetry={() => void query.fetchNextPage()} />}
          {query.isFetchingNextPage ? <p role="status">Loading earlier entries…</p> : !query.hasNextPage && <p>No earlier entries.</p>}
        </div>
      </div>
    </div>
  );
}
