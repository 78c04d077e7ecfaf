import { expect } from '@jest/globals';
import type { DiffEntry } from '../../../contract/execution.ts';
import type { Json, JsonObject } from '../../../contract/json.ts';
import type { Components } from '../../../domain/action.ts';

/** Applies a diff as RFC 6902 says, written apart from the house's own patch, and checks that every `old` is what was there. */
export function applyDiff(state: Components, diff: readonly DiffEntry[]): Components {
  let root: JsonObject = structuredClone(state) as JsonObject;
  for (const { op, path, value, old } of diff) {
    const keys = path.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    const change = (parent: Json): Json => {
      const held = Object.entries(parent as JsonObject);
      const found = held.find(([key]) => key === last);
      if (op !== 'add') expect([path, found]).toEqual([path, [last, old]]);
      if (Array.isArray(parent)) return parent.toSpliced(Number(last), op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value as Json]));
      if (op === 'add') expect([path, found]).toEqual([path, undefined]);
      return Object.fromEntries([...held.filter(([key]) => key !== last), ...(op === 'remove' ? [] : [[last, value as Json] as const])]);
    };
    root = changeAt(root, keys, change) as JsonObject;
  }
  return root as Components;
}

function changeAt(at: Json, [key, ...rest]: string[], change: (parent: Json) => Json): Json {
  if (key === undefined) return change(at);
  const inner = changeAt((at as JsonObject)[key] as Json, rest, change);
  return Array.isArray(at) ? at.with(Number(key), inner) : { ...(at as JsonObject), [key]: inner };
}
