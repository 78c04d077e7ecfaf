import type { Role } from '../../contract/project.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** Asks before somebody gives up the role that opens this page. */
export function StepDown({ role, onConfirm, onClose }: { role: Role; onConfirm: () => void; onClose: () => void }) {
  const confirm = () => {
    onConfirm();
    onClose();
  };
  return (
    <Dialog title={`Become ${role === 'viewer' ? 'a' : 'an'} ${role}?`} onClose={onClose}>
      <div className="dialog-body">
        <p>You will no longer administer this project, and this page closes for you. Another admin can undo it, you cannot.</p>
        <div className="dialog-foot">
          <Button onClick={onClose}>Stay admin</Button>
          <Button look="danger" onClick={confirm}>
            Give it up
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
