import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { Secret } from '../../contract/secret.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useRotateSecret } from '../data/use-secrets.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { SecretValue } from './secret-value.tsx';

const GRACES = [
  { seconds: 0, label: 'It ends now' },
  { seconds: 3_600, label: '1 hour' },
  { seconds: 86_400, label: '1 day' },
  { seconds: 604_800, label: '7 days' },
] as const;

/** Asks for the value that replaces the one before, and for how long that one still works. */
export function RotateSecret({ secret: { secretId, name }, onClose }: { secret: Secret; onClose: () => void }) {
  const { projectId } = useOpenProject();
  const rotate = useRotateSecret(projectId);
  const announce = useAnnounce();
  const grace = useId();
  const [value, setValue] = useState('');
  const [graceSeconds, setGraceSeconds] = useState(0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const rotated = () => {
      announce(`${name} has a new value.`);
      onClose();
    };
    rotate.mutate({ secretId, value, graceSeconds }, { onSuccess: rotated });
  };
  return (
    <Dialog title={`Rotate ${name}`} onClose={onClose}>
      <form onSubmit={submit}>
        <SecretValue label="New value" autoFocus value={value} onChange={({ target }) => setValue(target.value)} />
        <div className="field">
          <label htmlFor={grace}>The old value works for</label>
          <select id={grace} className="input" value={graceSeconds} onChange={({ target }) => setGraceSeconds(Number(target.value))}>
            {GRACES.map(({ seconds, label }) => (
              <option key={seconds} value={seconds}>
                {label}
              </option>
            ))}
          </select>
        </div>
        {rotate.isError && <ProblemNote error={rotate.error} what="The value was not replaced." doNext="The old one works as before." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={rotate.isPending} disabled={value === ''}>
            {rotate.isPending ? 'Rotating…' : 'Rotate'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
