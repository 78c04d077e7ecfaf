import { CircleCheck, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Alert, AlertStatus } from '../../contract/alert.ts';
import { useAlerts } from '../data/use-alerts.ts';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

const looks = {
  open: { tone: 'failed', word: 'Open', icon: ShieldAlert },
  resolved: { tone: 'success', word: 'Resolved', icon: CircleCheck },
} as const;

const statePath = (projectId: string): string => `/p/${encodeURIComponent(projectId)}/state`;

function Row({ alert: { projectId, projectName, title, detail, raisedAt, resolvedAt } }: { alert: Alert }) {
  return (
    <tr>
      <td className="alert-time">
        <Moment at={raisedAt} />
      </td>
      <td className="channel-status">
        <Chip look={resolvedAt === null ? looks.open : looks.resolved} />
      </td>
      <td className="truncate">{projectId === null ? 'Gatehouse' : <Link href={statePath(projectId)}>{projectName ?? projectId}</Link>}</td>
      <td className="truncate table-wide-only alert-title" title={detail}>
        {title}. {detail}
      </td>
      <td className="alert-time table-wide-only">{resolvedAt === null ? <span className="faint">not yet</span> : <Moment at={resolvedAt} />}</td>
    </tr>
  );
}

const Table = ({ alerts }: { alerts: readonly Alert[] }) => (
  <table className="table" aria-label="Alerts">
    <thead>
      <tr>
        <th scope="col" className="alert-time">Raised</th>
        <th scope="col" className="channel-status">Status</th>
        <th scope="col">Project</th>
        <th scope="col" className="table-wide-only alert-title">What it is</th>
        <th scope="col" className="alert-time table-wide-only">Resolved</th>
      </tr>
    </thead>
    <tbody>
      {alerts.map((alert) => (
        <Row key={alert.alertId} alert={alert} />
      ))}
    </tbody>
  </table>
);

function List({ status }: { status: AlertStatus }) {
  const query = useAlerts(status);
  if (query.isPending) return <Skeleton label="Loading alerts" lines={4} />;
  if (query.isError) return <ProblemNote error={query.error} what="The alerts could not be loaded." onRetry={() => void query.refetch()} />;
  const alerts = query.data.pages.flatMap(({ items }) => items);
  if (alerts.length === 0) return <EmptyState title={status === 'open' ? 'Nothing needs attention' : 'No alert was ever resolved'}>{status === 'open' && <p>An alert is raised here when records of a project are not as they were written.</p>}</EmptyState>;
  return (
    <>
      <Table alerts={alerts} />
      {query.hasNextPage && (
        <Button look="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  );
}

/** The alerts of all projects: those that are open, or those that are over. */
export function AlertPanel() {
  const [status, setStatus] = useState<AlertStatus>('open');
  return (
    <section aria-label="Alerts">
      <header className="list-head">
        <div>
          <h2>Alerts</h2>
          <p className="muted">Each is raised once when something begins, and resolved when it is over.</p>
        </div>
        <div className="alerts-filter" role="group" aria-label="Which alerts">
          {(['open', 'resolved'] as const).map((value) => (
            <Button key={value} look={value === status ? 'plain' : 'quiet'} aria-pressed={value === status} onClick={() => setStatus(value)}>
              {looks[value].word}
            </Button>
          ))}
        </div>
      </header>
      <List status={status} />
    </section>
  );
}
