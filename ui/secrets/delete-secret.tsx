import type { Secret } from '../../contract/secret.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useDeleteSecret } from '../data/use-secrets.ts';
import { ActionName } from '../parts/action-name.tsx';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

const MOST_NAMED = 5;

/** Asks before a secret is gone for good, and names the actions that need it. */
export function DeleteSecret({ secret: { secretId, name, usedBy }, onClose }: { secret: Secret; onClose: () => void }) {
  const { projectId } = useOpenProject();
  const remove = useDeleteSecret(projectId);
  const announce = useAnnounce();
  const actions = [...new Set(usedBy.map(({ actionId }) => actionId))];
  const confirm = () =>
    remove.mutate(secretId, {
      onSuccess: () => {
        announce(`${name} is deleted.`);
        onClose();
      },
    });
  return (
    <Dialog title={`Delete ${name}?`} onClose={onClose}>
      <div className="dialog-body">
        <p>Its value is gone for good{actions.length > 0 ? ', and these actions cannot sign in without it:' : '. No action needs it.'}</p>
        {actions.length > 0 && (
          <ul className="secret-actions">
            {actions.slice(0, MOST_NAMED).map((actionId) => (
              <li key={actionId}>
                <ActionName actionId={actionId} />
              </li>
            ))}
            {actions.length > MOST_NAMED && <li className="faint">and {actions.length - MOST_NAMED} more</li>}
          </ul>
        )}
        {remove.isError && <ProblemNote error={remove.error} what="The secret was not deleted." doNext="Nothing has changed." />}
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
