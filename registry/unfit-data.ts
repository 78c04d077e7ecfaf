import { isHostileName, isPlainText } from '../domain/expression/hostile-name.ts';
import { pointerOf } from '../domain/state/pointer.ts';

const MAX_DEPTH = 64;
const MAX_VALUES = 100_000;

/** A place in data that was read from a file, as a JSON Pointer, and why the data may not be used. */
export type UnfitPlace = { readonly path: string; readonly reason: string };

/** Finds names that reach behind data, text that the database cannot hold, and data too deep or too large; null where there is none. */
export function findUnfitData(data: unknown): UnfitPlace | null {
  return visit(data, [], { values: 0 });
}

function visit(value: unknown, path: (string | number)[], count: { values: number }): UnfitPlace | null {
  count.values += 1;
  const reason = whyUnfit(value, path, count.values);
  if (reason) return { path: pointerOf(path), reason };
  if (value === null || typeof value !== 'object') return null;
  for (const [name, part] of Object.entries(value)) {
    const found = visit(part, [...path, name], count);
    if (found) return found;
  }
  return null;
}

function whyUnfit(value: unknown, path: readonly unknown[], count: number): string | null {
  if (count > MAX_VALUES) return `there are more than ${MAX_VALUES} values`;
  if (path.length > MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH}`;
  if (typeof value === 'string' && !isPlainText(value)) return 'a text must be well-formed, without NUL';
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const hostile = Object.keys(value).find((name) => isHostileName(name) || !isPlainText(name));
  return hostile === undefined ? null : `the name ${JSON.stringify(hostile)} is not allowed`;
}
