import { useState } from 'react';
import type { FormEvent } from 'react';
import { useCreateChannel } from '../data/use-alert-channels.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { ShownOnce } from '../parts/shown-once.tsx';
import { CHANNEL_KINDS, kindWords } from './kind-words.ts';

const LONGEST_NAME = 100;
const LONGEST_URL = 2_000;

type Kind = (typeof CHANNEL_KINDS)[number];

function KindBoxes({ chosen, onChoose }: { chosen: readonly Kind[]; onChoose: (kinds: Kind[]) => void }) {
  return (
    <fieldset className="kind-boxes">
      <legend>Told of</legend>
      {CHANNEL_KINDS.map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={chosen.includes(kind)} onChange={({ target }) => onChoose(CHANNEL_KINDS.filter((other) => (other === kind ? target.checked : chosen.includes(other))))} /> {kindWords[kind]}
        </label>
      ))}
    </fieldset>
  );
}

/** Asks for what a new channel needs, then shows the secret that signs what it is sent, this once. */
export function CreateChannel({ onClose }: { onClose: () => void }) {
  const create = useCreateChannel();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [kinds, setKinds] = useState<readonly Kind[]>(CHANNEL_KINDS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, url, kinds: kinds.length === CHANNEL_KINDS.length ? null : [...kinds] });
  };
  if (create.data) {
    return (
      <ShownOnce title={`${create.data.name} is added`} label="Signing secret" value={create.data.secret ?? ''} onClose={onClose}>
        Copy the signing secret now: it is not shown again. With it the receiver tells our messages from others.
      </ShownOnce>
    );
  }
  return (
    <Dialog title="New channel" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Name" hint="Who it is, such as on call" autoFocus required autoComplete="off" maxLength={LONGEST_NAME} value={name} onChange={({ target }) => setName(target.value)} />
        <Field label="Address" hint="https://…, to which messages are posted" type="url" required autoComplete="off" maxLength={LONGEST_URL} value={url} onChange={({ target }) => setUrl(target.value)} />
        <KindBoxes chosen={kinds} onChoose={setKinds} />
        {create.isError && <ProblemNote error={create.error} what="The channel was not added." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={create.isPending} disabled={name.trim() === '' || url.trim() === '' || kinds.length === 0}>
            {create.isPending ? 'Adding…' : 'Add'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
