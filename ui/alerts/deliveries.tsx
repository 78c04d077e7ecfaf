import { CircleCheck, CircleX } from 'lucide-react';
import type { AlertChannel, AlertDelivery } from '../../contract/alert-channel.ts';
import { useDeliveries } from '../data/use-alert-channels.ts';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Moment } from '../parts/moment.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { kindWords } from './kind-words.ts';

const looks = {
  sent: { tone: 'success', word: 'Sent', icon: CircleCheck },
  failed: { tone: 'failed', word: 'Failed', icon: CircleX },
} as const;

const Row = ({ delivery: { at, kind, status, httpStatus, attempts, error } }: { delivery: AlertDelivery }) => (
  <tr>
    <td className="alert-time">
      <Moment at={at} />
    </td>
    <td className="truncate delivery-kind" title={kindWords[kind]}>
      {kindWords[kind]}
    </td>
    <td className="channel-status">
      <Chip look={looks[status]} />
    </td>
    <td className="truncate table-wide-only" title={error ?? undefined}>
      {error ?? (httpStatus === null ? '' : `answered ${httpStatus}`)}
      {attempts > 1 && <span className="faint"> after {attempts} attempts</span>}
    </td>
  </tr>
);

function List({ channelId }: { channelId: string }) {
  const query = useDeliveries(channelId);
  if (query.isPending) return <Skeleton label="Loading deliveries" lines={4} />;
  if (query.isError) return <ProblemNote error={query.error} what="The deliveries could not be loaded." onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <p className="muted">Nothing was sent yet. A test message shows whether messages arrive.</p>;
  return (
    <div className="deliveries" role="region" aria-label="Deliveries" tabIndex={0}>
      <table className="table" aria-label="Deliveries">
        <thead>
          <tr>
            <th scope="col" className="alert-time">Last tried</th>
            <th scope="col" className="delivery-kind">Of</th>
            <th scope="col" className="channel-status">Status</th>
            <th scope="col" className="table-wide-only">What came of it</th>
          </tr>
        </thead>
        <tbody>
          {query.data.items.map((delivery) => (
            <Row key={delivery.deliveryId} delivery={delivery} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a channel was told of lately, and what came of it. */
export function Deliveries({ channel: { channelId, name }, onClose }: { channel: AlertChannel; onClose: () => void }) {
  return (
    <Dialog title={`Deliveries of ${name}`} onClose={onClose}>
      <div className="dialog-body">
        <List channelId={channelId} />
        <div className="dialog-foot">
          <Button autoFocus onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
