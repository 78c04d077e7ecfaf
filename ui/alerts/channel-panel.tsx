import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useAlertChannels } from '../data/use-alert-channels.ts';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ChannelTable } from './channel-table.tsx';
import { CreateChannel } from './create-channel.tsx';

function List({ query }: { query: ReturnType<typeof useAlertChannels> }) {
  if (query.isPending) return <Skeleton label="Loading channels" lines={3} />;
  if (query.isError) return <ProblemNote error={query.error} what="The channels could not be loaded." onRetry={() => void query.refetch()} />;
  if (query.data.items.length > 0) return <ChannelTable channels={query.data.items} />;
  return (
    <EmptyState title="Nobody is told yet">
      <p>A channel is an address, such as that of a chat or of a pager, which gets a signed message when something needs attention.</p>
    </EmptyState>
  );
}

/** The addresses that are told of alerts and of requests for approval. */
export function ChannelPanel() {
  const query = useAlertChannels();
  const [creating, setCreating] = useState(false);
  return (
    <section aria-label="Channels">
      <header className="list-head">
        <div>
          <h2>Channels</h2>
          <p className="muted">Addresses that are told of alerts and of requests that wait for people.</p>
        </div>
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus size={14} aria-hidden /> New channel
        </Button>
      </header>
      <List query={query} />
      {creating && <CreateChannel onClose={() => setCreating(false)} />}
    </section>
  );
}
