import type { DiffEntry } from '../../contract/execution.ts';
import type { Json } from '../../contract/json.ts';
import type { Components } from '../action.ts';
import { onlyObjects, PatchError } from './patch.ts';
import { segmentsOf } from './pointer.ts';

/**
 * Applies recorded entries in order to a copy, exactly as they were applied when they were recorded. The given
 * components are never mutated. Throws PatchError for an entry that does not fit them.
 */
export function replay(components: Components, diff: readonly DiffEntry[]): Components {
  let current: { [key: string]: Json } = { ...components };
  for (const entry of diff) current = inObject(current, segmentsOf(entry.path), 0, entry);
  return onlyObjects(current);
}

function inside(value: Json | undefined, path: readonly string[], depth: number, entry: DiffEntry): Json {
  if (Array.isArray(value)) return inList(value, path, depth, entry);
  if (value !== null && typeof value === 'object') return inObject(value, path, depth, entry);
  throw misfit(entry);
}

function inObject(object: { [key: string]: Json }, path: readonly string[], depth: number, entry: DiffEntry): { [key: string]: Json } {
  const key = path[depth] ?? '';
  const held = Object.hasOwn(object, key) ? object[key] : undefined;
  if (depth < path.length - 1) return { ...object, [key]: inside(held, path, depth + 1, entry) };
  if ((entry.op === 'add') !== (held === undefined)) throw misfit(entry);
  if (entry.op !== 'remove') return { ...object, [key]: valueOf(entry) };
  const { [key]: _removed, ...rest } = object;
  return rest;
}

function inList(list: Json[], path: readonly string[], depth: number, entry: DiffEntry): Json[] {
  const last = depth === path.length - 1;
  const index = Number(path[depth]);
  if (last && entry.op === 'add' && index === list.length) return [...list, valueOf(entry)];
  if (!(index < list.length)) throw misfit(entry);
  if (!last) return list.with(index, inside(list[index], path, depth + 1, entry));
  if (entry.op === 'add') return list.toSpliced(index, 0, valueOf(entry));
  return entry.op === 'remove' ? list.toSpliced(index, 1) : list.with(index, valueOf(entry));
}

function valueOf(entry: DiffEntry): Json {
  if (entry.value === undefined) throw misfit(entry);
  return entry.value;
}

const misfit = ({ op, path }: DiffEntry): PatchError => new PatchError(`the recorded ${op} at ${path} does not fit the state`);
