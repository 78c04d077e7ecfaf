import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Tip } from './tip.tsx';
import './copy-id.css';

const SHOWN = 8;
const THANKS_MS = 1_500;

/** Where an id differs from its neighbours is its end. */
const shortened = (id: string): string => (id.length > SHOWN + 2 ? `…${id.slice(-SHOWN)}` : id);

/** An id, short, and whole in the clipboard when it is pressed. */
export function CopyId({ label, id }: { label: string; id: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
    window.setTimeout(() => setCopied(false), THANKS_MS);
  };
  const Icon = copied ? Check : Copy;
  return (
    <Tip text={copied ? 'Copied' : `Copy ${label} ${id}`}>
      <button type="button" className="copy-id" onClick={() => void copy().catch(() => setCopied(false))}>
        <span className="faint">{label}</span>
        <code>{shortened(id)}</code>
        <Icon size={12} aria-hidden />
        <span className="visually-hidden">{copied ? 'copied' : 'copy'}</span>
      </button>
    </Tip>
  );
}
