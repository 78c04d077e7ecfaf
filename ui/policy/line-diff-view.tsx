import { lineDiff, withContext } from './line-diff.ts';

const AROUND = 3;
const MOST = 1_000;
const SIGNS = { same: ' ', old: '−', new: '+', gap: '⋯' } as const;
const WORDS = { same: '', old: 'removed: ', new: 'added: ', gap: '' } as const;

/** Two texts as one: what was taken out, what came in, and a little of what stayed. */
export function LineDiffView({ label, before, after }: { label: string; before: string; after: string }) {
  const rows = withContext(lineDiff(before, after), AROUND);
  if (rows.every(({ kind }) => kind === 'gap' || kind === 'same')) return <p className="policy-same faint">Both say the same.</p>;
  return (
    <div className="line-diff" tabIndex={0} role="region" aria-label={label}>
      {rows.slice(0, MOST).map(({ kind, text }, index) => (
        <div key={index} className={`line line-${kind}`}>
          <span aria-hidden>{SIGNS[kind]}</span>
          <span className="line-text">
            <span className="visually-hidden">{WORDS[kind]}</span>
            {text || ' '}
          </span>
        </div>
      ))}
      {rows.length > MOST && <p className="faint">and {rows.length - MOST} more lines</p>}
    </div>
  );
}
