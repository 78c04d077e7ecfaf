import { useState } from 'react';
import type { FormEvent } from 'react';
import type { StoppedProject } from '../../contract/project.ts';
import { useStopProject } from '../data/use-lifecycle.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { TextArea } from '../parts/text-area.tsx';
import './stop-dialog.css';

const LONGEST_REASON = 500;
const nouns: Record<string, readonly [string, string]> = { turns: ['chat message', 'chat messages'], plans: ['plan', 'plans'], intents: ['intent', 'intents'], approvals: ['request for approval', 'requests for approval'] };

/** What a stop has cancelled, in words. */
function counted(cancelled: StoppedProject['cancelled']): string {
  const parts = Object.entries(cancelled).flatMap(([kind, count]) => (count > 0 ? `${count} ${nouns[kind]?.[count === 1 ? 0 : 1] ?? kind}` : []));
  return parts.length === 0 ? 'Nothing was under way.' : `Cancelled: ${parts.join(', ')}.`;
}

function Stopped({ result, onClose }: { result: StoppedProject; onClose: () => void }) {
  return (
    <Dialog title={`${result.project.name} is stopped`} onClose={onClose}>
      <div className="dialog-body">
        <p>{counted(result.cancelled)} The project is locked: nothing runs in it until an admin unlocks it in the bar at the top.</p>
        <div className="dialog-foot">
          <Button look="primary" autoFocus onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

const WhatHappens = ({ name }: { name: string }) => (
  <ul className="stop-list">
    <li>{name} is locked at once: whatever is asked from now on is recorded and refused.</li>
    <li>What runs and what waits is cancelled: messages, plans, intents, and requests for approval.</li>
    <li>What is done stays done. Nothing that was cancelled runs by itself after the unlock.</li>
  </ul>
);

/** Stops a project after a reason and its name were typed, and says what was cancelled. */
export function StopDialog({ onClose }: { onClose: () => void }) {
  const { projectId, name } = useOpenProject();
  const stop = useStopProject(projectId);
  const announce = useAnnounce();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const ready = reason.trim() !== '' && typed.trim() === name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) stop.mutate(reason.trim(), { onSuccess: ({ cancelled }) => announce(`${name} is stopped. ${counted(cancelled)}`) });
  };
  if (stop.data) return <Stopped result={stop.data} onClose={onClose} />;
  return (
    <Dialog title={`Stop ${name} now?`} onClose={onClose}>
      <form onSubmit={submit}>
        <WhatHappens name={name} />
        <TextArea label="Reason" hint="It stands in the log and in what is cancelled." autoFocus required maxLength={LONGEST_REASON} value={reason} onChange={({ target }) => setReason(target.value)} />
        <Field label={<>Type <strong>{name}</strong> to confirm</>} autoComplete="off" spellCheck={false} required value={typed} onChange={({ target }) => setTyped(target.value)} />
        {stop.isError && <ProblemNote error={stop.error} what="The project was not stopped." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Leave it running</Button>
          <Button type="submit" look="danger" busy={stop.isPending} disabled={!ready}>
            {stop.isPending ? 'Stopping…' : 'Stop everything'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
