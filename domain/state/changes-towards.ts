import type { Json } from '../../contract/json.ts';
import type { Change, Components } from '../action.ts';
import { compareStates } from './compare.ts';
import { segmentsOf } from './pointer.ts';

/** The changes that make each component of a state what it is in another one; a component that only one of them has stays as it is. */
export function changesTowards(from: Components, to: Components): Change[] {
  const both = Object.keys(from).filter((id) => Object.hasOwn(to, id));
  const diff = compareStates(onlyOf(from, both), onlyOf(to, both));
  return diff.map(({ op, path, value = null }): Change => {
    const segments = segmentsOf(path);
    if (op === 'remove') return { path: segments, remove: true };
    return { path: op === 'add' && isListItem(to, segments) ? [...segments.slice(0, -1), '-'] : segments, value };
  });
}

const onlyOf = (components: Components, ids: readonly string[]): Components => Object.fromEntries(ids.map((id) => [id, components[id] ?? {}]));

/** Whether a path leads to an item of a list; one that a comparison adds stands at its end. */
function isListItem(components: Components, segments: readonly string[]): boolean {
  let holder: Json | undefined = { ...components };
  for (const segment of segments.slice(0, -1)) holder = memberOf(holder, segment);
  return Array.isArray(holder);
}

function memberOf(holder: Json | undefined, segment: string): Json | undefined {
  if (Array.isArray(holder)) return holder[Number(segment)];
  return holder !== null && typeof holder === 'object' && Object.hasOwn(holder, segment) ? holder[segment] : undefined;
}
