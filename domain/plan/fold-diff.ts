import type { DiffEntry } from '../../contract/execution.ts';
import { sameJson } from '../state/canonical.ts';

/** Folds diffs that follow one another: two writes of one place become one, and a place that ends as it began is left out. */
export function foldDiff(entries: readonly DiffEntry[]): DiffEntry[] {
  const folded: DiffEntry[] = [];
  for (const entry of entries) {
    const last = folded.findLast(({ path }) => overlaps(path, entry.path));
    if (last && last.path === entry.path && last.op !== 'remove' && entry.op === 'replace') {
      folded[folded.indexOf(last)] = { ...last, ...(entry.value !== undefined && { value: entry.value }) };
    } else {
      folded.push(entry);
    }
  }
  return folded.filter(({ op, value, old }) => op !== 'replace' || !sameJson(value, old));
}

/** Whether one place lies inside the other; only then does their order matter. */
function overlaps(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}/`) || right.startsWith(`${left}/`);
}
