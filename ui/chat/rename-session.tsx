import { useState } from 'react';
import type { FormEvent } from 'react';
import type { ChatSession } from '../../contract/turn.ts';
import { useRenameSession } from '../data/use-session-actions.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

const LONGEST_TITLE = 80;

/** Asks what a conversation is to be called. */
export function RenameSession({ session, onClose }: { session: ChatSession; onClose: () => void }) {
  const [title, setTitle] = useState(session.title);
  const rename = useRenameSession(session.projectId, session.sessionId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate(title.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog title="Rename the conversation" onClose={onClose}>
      <form onSubmit={submit}>
        <Field label="Title" name="title" autoComplete="off" required autoFocus maxLength={LONGEST_TITLE} value={title} onChange={({ target }) => setTitle(target.value)} />
        {rename.isError && <ProblemNote error={rename.error} what="The conversation keeps its title." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={rename.isPending} disabled={title.trim() === ''}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
