import type { DiffEntry } from '../../contract/execution.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import type { Change, Components } from '../action.ts';
import { sameJson } from './canonical.ts';
import { pointerOf } from './pointer.ts';
import { isStorable } from './storable.ts';

/** A change that does not fit the state: its path leads nowhere. */
export class PatchError extends Error {
  override readonly name = 'PatchError';
}

export type Patched = { components: Components; diff: DiffEntry[] };

/** As JSON Pointer writes an index; so '' and '01' are none. */
const LIST_INDEX = /^(0|[1-9]\d{0,8})$/;

const HOSTILE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Applies changes in order to a copy, recording each one with the value it replaced as it goes. A change that
 * changes nothing is not recorded, and leaves what it would have changed the same object. The given components are never mutated. Throws PatchError for a path that leads nowhere.
 */
export function applyChanges(components: Components, changes: readonly Change[]): Patched {
  const diff: DiffEntry[] = [];
  let current: JsonObject = { ...components };
  for (const change of changes) {
    const step = changeObject(current, change, 0);
    if (step.entry) diff.push(step.entry);
    current = step.value;
  }
  return { components: onlyObjects(current), diff };
}

type Step<Value extends Json> = { value: Value; entry: DiffEntry | null };

function changeAt(value: Json | undefined, change: Change, depth: number): Step<Json> {
  if (Array.isArray(value)) return changeList(value, change, depth);
  if (value !== null && typeof value === 'object') return changeObject(value, change, depth);
  throw new PatchError(`${pointerOf(change.path.slice(0, depth))} does not hold an object or a list`);
}

function changeObject(object: JsonObject, change: Change, depth: number): Step<JsonObject> {
  const key = String(change.path[depth]);
  if (depth === 0 && change.path.length === 1 && 'remove' in change) throw new PatchError(`${key} is a component, which cannot be removed`);
  if (HOSTILE_KEYS.has(key)) throw new PatchError(`${key} cannot be the name of a property`);
  const old = Object.hasOwn(object, key) ? object[key] : undefined;
  if (depth < change.path.length - 1) {
    const inner = changeAt(old, change, depth + 1);
    return inner.entry ? { value: { ...object, [key]: inner.value }, entry: inner.entry } : { value: object, entry: null };
  }
  const entry = entryFor(change, pointerOf(change.path), old);
  if (!entry) return { value: object, entry };
  if ('value' in change) return { value: { ...object, [key]: change.value }, entry };
  const { [key]: _removed, ...rest } = object;
  return { value: rest, entry };
}

function changeList(list: Json[], change: Change, depth: number): Step<Json[]> {
  const last = depth === change.path.length - 1;
  const index = listIndex(list, change, depth, last);
  if (!last) {
    const inner = changeAt(list[index], change, depth + 1);
    return inner.entry ? { value: list.with(index, inner.value), entry: inner.entry } : { value: list, entry: null };
  }
  const path = pointerOf([...change.path.slice(0, depth), index]);
  const entry = entryFor(change, path, list[index]);
  if (!entry) return { value: list, entry };
  if ('remove' in change) return { value: list.toSpliced(index, 1), entry };
  return { value: index === list.length ? [...list, change.value] : list.with(index, change.value), entry };
}

function listIndex(list: Json[], change: Change, depth: number, last: boolean): number {
  const segment = change.path[depth];
  if (segment === '-' && last && 'value' in change) return list.length;
  const index = LIST_INDEX.test(String(segment)) ? Number(segment) : list.length;
  if (index < list.length) return index;
  throw new PatchError(`${pointerOf(change.path.slice(0, depth + 1))} is outside a list of ${list.length}`);
}

function entryFor(change: Change, path: string, old: Json | undefined): DiffEntry | null {
  if ('remove' in change) return old === undefined ? null : { op: 'remove', path, old };
  // What the database would not take must not look like a success.
  if (!isStorable(change.value)) throw new PatchError(`${path} would hold what cannot be stored`);
  if (old === undefined) return { op: 'add', path, value: change.value };
  return sameJson(old, change.value) ? null : { op: 'replace', path, value: change.value, old };
}

/** The components of a state, each of which is an object; throws PatchError for any that is not. */
export function onlyObjects(value: JsonObject): Components {
  const components: { [componentId: string]: JsonObject } = {};
  for (const [componentId, state] of Object.entries(value)) {
    if (state === null || typeof state !== 'object' || Array.isArray(state)) {
      throw new PatchError(`/${componentId} must stay an object`);
    }
    components[componentId] = state;
  }
  return components;
}
