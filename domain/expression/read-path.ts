import type { Json } from '../../contract/json.ts';

/** One segment of a path: a name and, where it can be one, the place in a list, else -1. */
export type Step = { readonly name: string; readonly index: number };

/** A path made ready to be walked often. */
export function stepsOf(path: readonly string[]): Step[] {
  return path.map((name) => ({ name, index: /^(?:0|[1-9]\d{0,9})$/.test(name) ? Number(name) : -1 }));
}

/** What is at the end of a path; undefined where nothing is there. */
export function readPath(start: Json, steps: readonly Step[]): Json | undefined {
  let value: Json | undefined = start;
  for (const one of steps) value = step(value, one);
  return value;
}

/** A list has own properties besides its items, such as its length; only the items are data. */
function step(value: Json | undefined, { name, index }: Step): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return index < 0 ? undefined : value[index];
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
