import type { Approval } from '../../contract/approval.ts';
import { ActionName } from '../parts/action-name.tsx';

/** What is asked for: an action, or a plan by its first step. */
export function RequestTitle({ approval: { intent, steps } }: { approval: Pick<Approval, 'intent' | 'steps'> }) {
  const [first, ...others] = steps ?? [];
  const actionId = intent?.actionId ?? first?.actionId;
  return (
    <>
      {actionId && <ActionName actionId={actionId} />}
      {others.length > 0 && <span className="faint"> and {others.length} more</span>}
    </>
  );
}
