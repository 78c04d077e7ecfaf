import { ArrowRight } from 'lucide-react';
import type { DiffEntry } from '../../contract/execution.ts';
import type { Json } from '../../contract/json.ts';
import { pointerParts } from './pointer.ts';
import './diff-words.css';

const LONGEST = 60;
const MOST_LINES = 40;

/** A value in one short line. */
export function short(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function DiffLine({ entry: { op, path, value, old } }: { entry: DiffEntry }) {
  const [component, ...names] = pointerParts(path);
  return (
    <li className="diff-line">
      <span className="diff-path">
        {component} <span className="diff-name">{names.join(' › ')}</span>
      </span>{' '}
      <span className="diff-change">
        {op === 'add' ? <ins className="diff-new">+ {short(value)}</ins> : <del className="diff-old">{short(old)}</del>}
        {op !== 'add' && (
          <>
            {' '}
            <ArrowRight size={12} aria-label="to" />{' '}
            <ins className="diff-new">{op === 'remove' ? 'removed' : short(value)}</ins>
          </>
        )}
      </span>
    </li>
  );
}

/** What changed, a line per value: the path, what it was and what it is. */
export function DiffWords({ diff }: { diff: readonly DiffEntry[] }) {
  return (
    <ul className="diff">
      {diff.slice(0, MOST_LINES).map((entry) => (
        <DiffLine key={`${entry.op}${entry.path}`} entry={entry} />
      ))}
      {diff.length > MOST_LINES && <li className="faint">and {diff.length - MOST_LINES} more</li>}
    </ul>
  );
}
