import { Suspense, lazy, useState } from 'react';
import type { Turn } from '../../contract/turn.ts';
import { isWorking } from '../data/use-turns.ts';

const WhyDialog = lazy(() => import('./why-dialog.tsx').then(({ WhyDialog: loaded }) => ({ default: loaded })));

/** Which model read a message, how much that took, and the way to what it was told; nothing where no model was asked. */
export function TurnFoot({ turn }: { turn: Turn }) {
  const [open, setOpen] = useState(false);
  const { prompt, completion } = turn.tokens;
  if (isWorking(turn) || prompt + completion === 0) return null;
  return (
    <p className="turn-foot" data-figures>
      <span>{turn.model}</span>
      <span title={`${prompt.toLocaleString('en')} in, ${completion.toLocaleString('en')} out`}>{(prompt + completion).toLocaleString('en')} tokens</span>
      <button type="button" className="turn-why" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Why this reply
      </button>
      <Suspense fallback={null}>{open && <WhyDialog turn={turn} onClose={() => setOpen(false)} />}</Suspense>
    </p>
  );
}
