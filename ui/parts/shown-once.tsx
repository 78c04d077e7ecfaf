import { Check, Copy } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import './shown-once.css';

type Given = { title: string; label: string; value: string; children: ReactNode; onClose: () => void };

/** A dialog with a value that is shown this one time, to be copied; the children say what it is for. */
export function ShownOnce({ title, label, value, children, onClose }: Given) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = () => {
    field.current?.select(); // Where the clipboard is closed to pages, the keys still copy it.
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  const Icon = copied ? Check : Copy;
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-body">
        <p>{children}</p>
        <div className="shown-once">
          <input ref={field} className="input" aria-label={label} readOnly value={value} onFocus={({ target }) => target.select()} />
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
