import { useEffect, useId, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import type { Approval } from '../../contract/approval.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useVote } from '../data/use-approval-actions.ts';
import { useMe } from '../data/use-me.ts';
import { Button } from '../parts/button.tsx';
import { KeyHint } from '../parts/key-hint.tsx';
import { useNow } from '../parts/now.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { TextArea } from '../parts/text-area.tsx';
import { isTyping, useShortcut } from '../parts/use-shortcut.ts';
import { whyNotVote } from './why-not-vote.ts';

const LONGEST_COMMENT = 500;

type Side = 'approve' | 'deny';

const words = {
  approve: { hint: undefined, label: 'Comment, if there is something to say', button: 'Confirm approval', busy: 'Approving…' },
  deny: { hint: 'Whoever asked reads it.', label: 'Why not', button: 'Deny the request', busy: 'Denying…' },
} as const;

/** A held key repeats; only a key that was let go and pressed again confirms. */
const ignoreRepeat = (event: KeyboardEvent) => {
  if (event.repeat) event.preventDefault();
};

/** The second step of a vote: a comment, which a no must have, and the button that casts it. */
function Cast({ approval, side, onClose }: { approval: Approval; side: Side; onClose: () => void }) {
  const vote = useVote(approval);
  const [comment, setComment] = useState('');
  const confirm = useRef<HTMLButtonElement>(null);
  const { hint, label, button, busy } = words[side];
  useEffect(() => {
    if (side === 'approve') confirm.current?.focus();
  }, [side]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = comment.trim();
    if (side === 'deny' && said === '') return;
    vote.mutate({ vote: side, digest: approval.digest, ...(said && { comment: said }) }, { onSuccess: onClose });
  };
  return (
    <form className="decision-cast" onSubmit={submit}>
      <TextArea label={label} hint={hint} autoFocus={side === 'deny'} required={side === 'deny'} maxLength={LONGEST_COMMENT} value={comment} onChange={({ target }) => setComment(target.value)} />
      {vote.isError && <ProblemNote error={vote.error} what="Your vote was not counted." />}
      <div className="ask-foot">
        <Button ref={confirm} type="submit" look={side === 'approve' ? 'primary' : 'danger'} busy={vote.isPending} disabled={side === 'deny' && comment.trim() === ''} onKeyDown={ignoreRepeat}>
          {vote.isPending ? busy : button}
        </Button>
        <Button onClick={onClose}>Back</Button>
        {side === 'approve' && (
          <span className="ask-note decision-keys">
            <KeyHint keys="Enter" /> confirms, <KeyHint keys="Esc" /> goes back
          </span>
        )}
      </div>
    </form>
  );
}

/** Approve and deny, each in two steps; where one may not, the buttons say why. `children` stand at the end. */
export function Decision({ approval, children }: { approval: Approval; children: ReactNode }) {
  const { role } = useOpenProject();
  const userId = useMe().data?.user.userId;
  const now = useNow();
  const reason = useId();
  const [side, setSide] = useState<Side | null>(null);
  const blocked = whyNotVote(approval, { userId, role, now });
  useShortcut((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector('dialog[open], .menu')) return;
    if (event.key === 'Escape' && side) setSide(null);
    if (blocked || side || isTyping(event.target)) return;
    const pressed = event.key === 'a' ? 'approve' : event.key === 'd' ? 'deny' : null;
    if (!pressed) return;
    event.preventDefault();
    setSide(pressed);
  });
  if (side && !blocked) return <Cast key={side} approval={approval} side={side} onClose={() => setSide(null)} />;
  return (
    <div className="ask-foot">
      <Button look="primary" disabled={blocked !== null} aria-describedby={blocked ? reason : undefined} aria-keyshortcuts="A" onClick={() => setSide('approve')}>
        Approve <KeyHint keys="A" />
      </Button>
      <Button disabled={blocked !== null} aria-describedby={blocked ? reason : undefined} aria-keyshortcuts="D" onClick={() => setSide('deny')}>
        Deny <KeyHint keys="D" />
      </Button>
      {blocked && (
        <span id={reason} className="decision-why">
          {blocked}
        </span>
      )}
      <span className="decision-end">{children}</span>
    </div>
  );
}
