import { LockOpen, OctagonX } from 'lucide-react';
import { useOpenProject } from '../data/project-context.ts';
import { useMe } from '../data/use-me.ts';
import { useUnlockProject } from '../data/use-lifecycle.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Tip } from '../parts/tip.tsx';
import './stop-button.css';

function Unlock() {
  const { projectId, name } = useOpenProject();
  const unlock = useUnlockProject(projectId);
  const announce = useAnnounce();
  const press = () => unlock.mutate(undefined, { onSuccess: () => announce(`${name} is unlocked.`) });
  return (
    <Tip text={unlock.isError ? `Not unlocked: ${unlock.error.message}` : 'Lets this project run again'}>
      <button type="button" className="bar-stop" disabled={unlock.isPending} onClick={press}>
        <LockOpen size={14} aria-hidden />
        <span>{unlock.isError ? 'Unlock again' : 'Unlock'}</span>
      </button>
    </Tip>
  );
}

/** The emergency stop for the admins of a project, and while it is locked the way back. */
export function StopButton({ onStop }: { onStop: () => void }) {
  const { role, status } = useOpenProject();
  const isSystemAdmin = useMe().data?.user.isSystemAdmin ?? false;
  if (status === 'locked') return role === 'admin' || isSystemAdmin ? <Unlock /> : null;
  if (role !== 'admin' || status !== 'active') return null;
  return (
    <Tip text="Locks the project and cancels what runs and waits">
      <button type="button" className="bar-stop bar-stop-now" aria-haspopup="dialog" onClick={onStop}>
        <OctagonX size={14} aria-hidden />
        <span className="bar-stop-word">Emergency stop</span>
      </button>
    </Tip>
  );
}
