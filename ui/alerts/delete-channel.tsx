import type { AlertChannel } from '../../contract/alert-channel.ts';
import { useDeleteChannel } from '../data/use-alert-channels.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Asks before a channel ends for good. */
export function DeleteChannel({ channel: { channelId, name }, onClose }: { channel: AlertChannel; onClose: () => void }) {
  const remove = useDeleteChannel();
  const announce = useAnnounce();
  const confirm = () =>
    remove.mutate(channelId, {
      onSuccess: () => {
        announce(`The channel ${name} is deleted.`);
        onClose();
      },
    });
  return (
    <Dialog title={`Delete ${name}?`} onClose={onClose}>
      <div className="dialog-body">
        <p>It is told nothing from now on, and its deliveries are forgotten. To pause it, disable it instead.</p>
        {remove.isError && <ProblemNote error={remove.error} what="The channel was not deleted." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" busy={remove.isPending} onClick={confirm}>
            {remove.isPending ? 'Deleting…' : 'Delete'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
