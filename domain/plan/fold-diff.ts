import type { DiffEntry } from '../../contract/execution.ts';
import { sameJson } from '../state/canonical.ts';

/**
 * Folds diffs that follow one another: two writes of one place become one, and a replaced place that ends as it began is
 * left out. Applied to the state before the first, the result gives the state after the last.
 */
export function foldDiff(entries: readonly DiffEntry[]): DiffEntry[] {
  const folded: DiffEntry[] = [];
  for (const entry of entries) {
    const last = folded.findLast((earlier) => overlaps(placeOf(earlier), entry.path));
    if (last && last.path === entry.path && last.op !== 'remove' && entry.op === 'replace') {
      folded[folded.indexOf(last)] = { ...last, ...(entry.value !== undefined && { value: entry.value }) };
    } else {
      folded.push(entry);
    }
  }
  return folded.filter(({ op, value, old }) => op !== 'replace' || !sameJson(value, old));
}

/** What an entry moves: a removal from a list moves the items behind it, so it counts for all that its parent holds. */
function placeOf({ op, path }: DiffEntry): string {
  return op === 'remove' ? path.slice(0, path.lastIndexOf('/')) : path;
}

/** Whether one place lies inside the other; only then does their order matter. */
function overlaps(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}/`) || right.startsWith(`${left}/`);
}
