import type { DiffEntry } from '../../contract/execution.ts';
import type { Json } from '../../contract/json.ts';
import type { Components } from '../action.ts';
import { sameJson } from './canonical.ts';
import { pointerOf } from './pointer.ts';

type Path = readonly (string | number)[];

/**
 * What leads from one state to another, as RFC 6902 entries with the values that they replace; applied in order they
 * give the other state. Lists are compared item by item from the front.
 */
export function compareStates(from: Components, to: Components): DiffEntry[] {
  return compareObjects(from, to, []);
}

function compareValues(from: Json, to: Json, path: Path): DiffEntry[] {
  if (Array.isArray(from) && Array.isArray(to)) return compareLists(from, to, path);
  if (isObject(from) && isObject(to)) return compareObjects(from, to, path);
  return sameJson(from, to) ? [] : [{ op: 'replace', path: pointerOf(path), value: to, old: from }];
}

function compareObjects(from: { readonly [key: string]: Json }, to: { readonly [key: string]: Json }, path: Path): DiffEntry[] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.sort().flatMap((key) => compareMember(ownOf(from, key), ownOf(to, key), [...path, key]));
}

function compareMember(old: Json | undefined, value: Json | undefined, path: Path): DiffEntry[] {
  if (old === undefined) return value === undefined ? [] : [{ op: 'add', path: pointerOf(path), value }];
  return value === undefined ? [{ op: 'remove', path: pointerOf(path), old }] : compareValues(old, value, path);
}

/** Items too many are removed from the end, so that no index before them moves. */
function compareLists(from: readonly Json[], to: readonly Json[], path: Path): DiffEntry[] {
  const kept = from.slice(0, to.length).flatMap((old, index) => compareMember(old, to[index], [...path, index]));
  const gone = from.slice(to.length).map((old, index): DiffEntry => ({ op: 'remove', path: pointerOf([...path, to.length + index]), old }));
  const added = to.slice(from.length).map((value, index): DiffEntry => ({ op: 'add', path: pointerOf([...path, from.length + index]), value }));
  return [...kept, ...gone.reverse(), ...added];
}

const ownOf = (object: { readonly [key: string]: Json }, key: string): Json | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);

const isObject = (value: Json): value is { [key: string]: Json } => value !== null && typeof value === 'object' && !Array.isArray(value);
