/** A line of a comparison: in both texts, in the older alone, or in the newer alone. */
export type DiffRow = { kind: 'same' | 'old' | 'new'; text: string };

const MOST_CELLS = 4_000_000;

const rows = (kind: DiffRow['kind'], lines: readonly string[]): DiffRow[] => lines.map((text) => ({ kind, text }));

/** How long the longest common part of what is left of both is, for every place in both. */
function lengths(old: readonly string[], now: readonly string[]): Uint32Array {
  const width = now.length + 1;
  const table = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      table[here] = old[i] === now[j] ? (table[here + width + 1] ?? 0) + 1 : Math.max(table[here + width] ?? 0, table[here + 1] ?? 0);
    }
  }
  return table;
}

function middle(old: readonly string[], now: readonly string[]): DiffRow[] {
  if ((old.length + 1) * (now.length + 1) > MOST_CELLS) return [...rows('old', old), ...rows('new', now)];
  const table = lengths(old, now);
  const width = now.length + 1;
  const found: DiffRow[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < now.length) {
    const [a, b] = [old[i] ?? '', now[j] ?? ''];
    if (a === b) found.push({ kind: 'same', text: a });
    const dropsOld = a !== b && (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0);
    if (a !== b) found.push(dropsOld ? { kind: 'old', text: a } : { kind: 'new', text: b });
    if (a === b || dropsOld) i += 1;
    if (a === b || !dropsOld) j += 1;
  }
  return [...found, ...rows('old', old.slice(i)), ...rows('new', now.slice(j))];
}

/** The fewest lines that lead from one text to another; two texts that are too long to compare so are shown one after the other. */
export function lineDiff(before: string, after: string): DiffRow[] {
  const old = before.trimEnd().split('\n');
  const now = after.trimEnd().split('\n');
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return [...rows('same', old.slice(0, head)), ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)), ...rows('same', tail === 0 ? [] : old.slice(-tail))];
}

/** A run of unchanged lines that is not shown. */
export type Gap = { kind: 'gap'; text: string };

/** The changed lines with a few around them; what lies between is a gap. */
export function withContext(all: readonly DiffRow[], around: number): (DiffRow | Gap)[] {
  const near = all.map((_, index) => all.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'));
  const shown: (DiffRow | Gap)[] = [];
  let hidden = 0;
  const flush = () => {
    if (hidden > 0) shown.push({ kind: 'gap', text: hidden === 1 ? '1 unchanged line' : `${hidden} unchanged lines` });
    hidden = 0;
  };
  for (const [index, row] of all.entries()) {
    if (!near[index]) {
      hidden += 1;
      continue;
    }
    flush();
    shown.push(row);
  }
  flush();
  return shown;
}
