import { pointerOf } from '../state/pointer.ts';

/**
 * The JSON Pointer of the first text in parsed data that `isFound` says yes to, null where there is none. A name is told by the
 * place that it stands in, so that the pointer never holds what was found.
 */
export function findInDocument(root: unknown, isFound: (text: string) => boolean): string | null {
  const found = find(root, [], isFound);
  return found && pointerOf(found);
}

/** The depth is bounded by whoever parsed the data. */
function find(value: unknown, place: readonly string[], isFound: (text: string) => boolean): readonly string[] | null {
  if (typeof value === 'string') return isFound(value) ? place : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    if (isFound(name)) return place;
    const found = find(part, [...place, name], isFound);
    if (found) return found;
  }
  return null;
}
