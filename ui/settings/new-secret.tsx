import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CreatedToken } from '../../contract/token.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** Shows a new token's secret, the only time that it can be seen. */
export function NewSecret({ token: { name, token }, onClose }: { token: CreatedToken; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    field.current?.select(); // Where the clipboard is closed to pages, the keys still copy it.
    navigator.clipboard?.writeText(token ?? '').then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const Icon = copied ? Check : Copy;
  return (
    <Dialog title={`${name} is ready`} onClose={onClose}>
      <div className="dialog-body">
        <p>Copy the token now: it is not shown again.</p>
        <div className="secret">
          <input ref={field} className="input secret-text" aria-label="Token" readOnly value={token ?? ''} onFocus={({ target }) => target.select()} />
          <Button look="primary" autoFocus onClick={copy}>
            <Icon size={14} aria-hidden /> {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
        <div className="dialog-foot">
          <Button onClick={onClose}>Done</Button>
        </div>
      </div>
    </Dialog>
  );
}
