import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** Shows a one-time password, the only time that it can be seen. */
export function HandedPassword({ username, password, onClose }: { username: string; password: string; onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard?.writeText(password).then(() => setCopied(true), () => setCopied(false));
  return (
    <Dialog title={`A password for ${username}`} onClose={onClose}>
      <div className="dialog-body">
        <p>Hand it over by a way that others do not read: it is not shown again, and has to be changed at the first sign-in.</p>
        <div className="people-password">
          <input className="input" aria-label="One-time password" readOnly value={password} onFocus={({ target }) => target.select()} />
          <Button look="primary" autoFocus onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
        <div className="dialog-foot">
          <Button onClick={onClose}>Done</Button>
        </div>
      </div>
    </Dialog>
  );
}
