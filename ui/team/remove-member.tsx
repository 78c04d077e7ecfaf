import type { Member } from '../../contract/project.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useRemoveMember } from '../data/use-members.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Asks before a person is taken out of the project; what they did stays on record. */
export function RemoveMember({ member, isMe, onClose }: { member: Member; isMe: boolean; onClose: () => void }) {
  const { projectId, name } = useOpenProject();
  const remove = useRemoveMember(projectId);
  const announce = useAnnounce();
  const who = member.name ?? member.username;
  const confirm = () =>
    remove.mutate(member.userId, {
      onSuccess: () => {
        announce(`${who} is no longer a member.`);
        onClose();
      },
    });
  return (
    <Dialog title={isMe ? `Leave ${name}?` : `Remove ${who}?`} onClose={onClose}>
      <div className="dialog-body">
        <p>{isMe ? 'You' : who} can no longer see this project, and every token loses it at once. What was done stays on record.</p>
        {remove.isError && <ProblemNote error={remove.error} what={isMe ? 'You are still a member.' : `${who} is still a member.`} doNext="Nothing has changed." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" busy={remove.isPending} onClick={confirm}>
            {isMe ? 'Leave' : 'Remove'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
