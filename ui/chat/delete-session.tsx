import type { ChatSession } from '../../contract/turn.ts';
import { useDeleteSession } from '../data/use-session-actions.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Asks once more before a conversation is deleted. */
export function DeleteSession({ session, onClose, onDeleted }: { session: ChatSession; onClose: () => void; onDeleted: () => void }) {
  const remove = useDeleteSession(session.projectId, session.sessionId, onDeleted);
  return (
    <Dialog title="Delete the conversation?" onClose={onClose}>
      <div className="dialog-body">
        <p>
          “{session.title}” and all that was said in it will be gone. What it ran stays recorded, and the state stays as it is.
        </p>
        {remove.isError && <ProblemNote error={remove.error} what="The conversation is still there." />}
        <div className="dialog-foot">
          <Button onClick={onClose} autoFocus>
            Keep it
          </Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Delete
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
