import type { DiffEntry } from '../../contract/execution.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import { pointerParts } from '../parts/pointer.ts';

type Components = Readonly<Record<string, JsonObject>>;

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRedacted = (value: Json | undefined): boolean => isObject(value) && value.redacted === true;

/** One place less or another value in it, the rest as it was. Throws where the place cannot be. */
function changed(value: Json | undefined, parts: readonly string[], { op, value: next }: DiffEntry): Json | undefined {
  const [name, ...inner] = parts;
  if (name === undefined) return op === 'remove' ? undefined : next;
  if (Array.isArray(value)) return changedList(value, name, inner, { op, value: next });
  if (!isObject(value)) throw new Error('nothing is there');
  const { [name]: known, ...others } = value;
  const put = changed(known, inner, { op, path: '', value: next });
  return put === undefined ? others : { ...value, [name]: put };
}

function changedList(list: readonly Json[], name: string, inner: readonly string[], { op, value }: Pick<DiffEntry, 'op' | 'value'>): Json[] {
  const index = name === '-' ? list.length : Number(name);
  if (!Number.isInteger(index) || index < 0 || index > list.length) throw new Error('nothing is there');
  if (inner.length === 0 && op === 'remove') return list.toSpliced(index, 1);
  if (inner.length === 0 && op === 'add') return list.toSpliced(index, 0, value ?? null);
  return list.with(index, changed(list[index], inner, { op, path: '', value }) ?? null);
}

/** The state after a diff; null where the diff does not fit it, or hides a value that only the server knows. */
export function applyDiff(components: Components, diff: readonly DiffEntry[]): Record<string, JsonObject> | null {
  let state: Json | undefined = { ...components };
  try {
    for (const entry of diff) {
      if (isRedacted(entry.value)) return null;
      state = changed(state, pointerParts(entry.path), entry);
    }
  } catch {
    return null;
  }
  if (!isObject(state)) return null;
  const entries = Object.entries(state);
  return entries.every((entry): entry is [string, JsonObject] => isObject(entry[1])) ? Object.fromEntries(entries) : null;
}
