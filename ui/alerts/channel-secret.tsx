import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CreatedAlertChannel } from '../../contract/alert-channel.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** Shows the secret of a new channel, the only time that it can be seen. */
export function ChannelSecret({ channel: { name, secret }, onClose }: { channel: CreatedAlertChannel; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    field.current?.select(); // Where the clipboard is closed to pages, the keys still copy it.
    navigator.clipboard?.writeText(secret ?? '').then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const Icon = copied ? Check : Copy;
  return (
    <Dialog title={`${name} is added`} onClose={onClose}>
      <div className="dialog-body">
        <p>Copy the signing secret now: it is not shown again. With it the receiver tells our messages from others.</p>
        <div className="channel-secret">
          <input ref={field} className="input" aria-label="Signing secret" readOnly value={secret ?? ''} onFocus={({ target }) => target.select()} />
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
