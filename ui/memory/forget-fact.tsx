import type { Fact } from '../../contract/memory.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useForget } from '../data/use-memory.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { whyNot } from './outcome-issues.ts';

/** Asks before a fact is deleted for good. */
export function ForgetFact({ fact: { key }, onClose }: { fact: Fact; onClose: () => void }) {
  const { projectId } = useOpenProject();
  const forget = useForget(projectId);
  const announce = useAnnounce();
  const confirm = () =>
    forget.mutate(key, {
      onSuccess: ({ status }) => {
        if (status !== 'success') return;
        announce(`${key} is forgotten.`);
        onClose();
      },
    });
  const problem = whyNot(forget);
  return (
    <Dialog title={`Forget ${key}?`} onClose={onClose}>
      <div className="dialog-body">
        <p>The agent is not told of it any more. The value is deleted and cannot be brought back.</p>
        {problem && <ProblemNote error={problem} what="It was not forgotten." doNext="Nothing has changed." />}
        <div className="dialog-foot">
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" busy={forget.isPending} onClick={confirm}>
            {forget.isPending ? 'Forgetting…' : 'Forget'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
