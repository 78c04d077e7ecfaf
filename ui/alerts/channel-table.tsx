import { useState } from 'react';
import type { AlertChannel } from '../../contract/alert-channel.ts';
import { useChangeChannel, useTestChannel } from '../data/use-alert-channels.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { DeleteChannel } from './delete-channel.tsx';
import { Deliveries } from './deliveries.tsx';
import { kindWords } from './kind-words.ts';

type Chosen = { channel: AlertChannel; what: 'deliveries' | 'delete' } | null;

type RowGiven = { channel: AlertChannel; isTesting: boolean; onTest: () => void; onSwitch: () => void; onChoose: (what: 'deliveries' | 'delete') => void };

const kindText = ({ kinds }: AlertChannel): string => kinds?.map((kind) => kindWords[kind]).join(', ') ?? 'Everything';

function Row({ channel, isTesting, onTest, onSwitch, onChoose }: RowGiven) {
  const { name, url, disabled } = channel;
  return (
    <tr>
      <td className="truncate" title={name}>
        {name}
      </td>
      <td className="truncate table-wide-only" title={url}>
        {url}
      </td>
      <td className="truncate table-wide-only" title={kindText(channel)}>
        {kindText(channel)}
      </td>
      <td className="channel-status">{disabled ? <span className="faint">Disabled</span> : 'Told'}</td>
      <td className="channel-end">
        <span className="channel-more">
          <Button look="quiet" aria-label={`Test ${name}`} busy={isTesting} disabled={disabled} onClick={onTest}>
            Test
          </Button>
          <Button look="quiet" aria-label={`${disabled ? 'Enable' : 'Disable'} ${name}`} onClick={onSwitch}>
            {disabled ? 'Enable' : 'Disable'}
          </Button>
          <Button look="quiet" aria-label={`Delete ${name}`} onClick={() => onChoose('delete')}>
            Delete
          </Button>
        </span>
        <Button look="quiet" aria-label={`Log of ${name}`} onClick={() => onChoose('deliveries')}>
          Log
        </Button>
      </td>
    </tr>
  );
}

const Head = () => (
  <thead>
    <tr>
      <th scope="col">Name</th>
      <th scope="col" className="table-wide-only">Address</th>
      <th scope="col" className="table-wide-only">Told of</th>
      <th scope="col" className="channel-status">Status</th>
      <th scope="col" className="channel-end">
        <span className="visually-hidden">What to do</span>
      </th>
    </tr>
  </thead>
);

/** The channels as a table, newest first; a test message is followed by what came of it. */
export function ChannelTable({ channels }: { channels: readonly AlertChannel[] }) {
  const [chosen, setChosen] = useState<Chosen>(null);
  const [note, setNote] = useState('');
  const announce = useAnnounce();
  const test = useTestChannel();
  const change = useChangeChannel();
  const onTest = ({ channelId, name }: AlertChannel) =>
    test.mutate(channelId, {
      onSuccess: ({ status, error }) => {
        const text = status === 'sent' ? `${name} was told.` : `${name} was not told: ${error ?? 'nobody knows why'}.`;
        setNote(text);
        announce(text);
      },
    });
  return (
    <>
      <table className="table" aria-label="Channels">
        <Head />
        <tbody>
          {channels.map((channel) => (
            <Row
              key={channel.channelId}
              channel={channel}
              isTesting={test.isPending && test.variables === channel.channelId}
              onTest={() => onTest(channel)}
              onSwitch={() => change.mutate({ channelId: channel.channelId, disabled: !channel.disabled })}
              onChoose={(what) => setChosen({ channel, what })}
            />
          ))}
        </tbody>
      </table>
      {note !== '' && !test.isPending && <p className="list-note">{note}</p>}
      {test.isError && <ProblemNote error={test.error} what="The test message was not sent." />}
      {change.isError && <ProblemNote error={change.error} what="The channel was not changed." />}
      {chosen?.what === 'deliveries' && <Deliveries channel={chosen.channel} onClose={() => setChosen(null)} />}
      {chosen?.what === 'delete' && <DeleteChannel channel={chosen.channel} onClose={() => setChosen(null)} />}
    </>
  );
}
