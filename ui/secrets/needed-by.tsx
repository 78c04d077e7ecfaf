import type { SecretUse } from '../../contract/secret.ts';
import { ActionName } from '../parts/action-name.tsx';

/** The actions that need a secret: the first by its name, the others by their number. */
export function NeededBy({ usedBy }: { usedBy: readonly SecretUse[] }) {
  const [first, ...others] = [...new Set(usedBy.map(({ actionId }) => actionId))];
  if (first === undefined) return <span className="faint">no action</span>;
  return (
    <span title={[first, ...others].join('\n')}>
      <ActionName actionId={first} />
      {others.length > 0 && <span className="faint"> and {others.length} more</span>}
    </span>
  );
}
