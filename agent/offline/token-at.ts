import type { Token } from './tokenize.ts';

/** The word at a place, '' where there is none. */
export function wordAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === 'word' ? token.word : '';
}

/** The mark at a place, '' where there is none. */
export function markAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === 'mark' ? token.mark : '';
}

/** All integers from `start` up to, not including, `end`. */
export function range(start: number, end: number): number[] {
  const integers: number[] = [];
  for (let at = start; at < end; at += 1) integers.push(at);
  return integers;
}
