import type { Json } from '../../../contract/json.ts';
import type { Change, Components } from '../../../domain/action.ts';

const NAMES = ['a', 'x', 'o', 'p/q', '~', '', '0', '1'];

/** A change that fits the state: somewhere in it, something is set, added, appended or removed. */
export function randomChange(random: () => number, state: Components): Change {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const path: (string | number)[] = [pick(Object.keys(state))];
  let at: Json = state[String(path[0])]!;
  while (random() < 0.6) {
    const inner: [string | number, Json][] = Array.isArray(at) ? at.map((item, index) => [index, item]) : Object.entries(at as Record<string, Json>);
    const deeper = inner.filter(([, value]) => value !== null && typeof value === 'object');
    if (deeper.length === 0) break;
    const [key, value] = pick(deeper);
    path.push(key);
    at = value;
  }
  const value = randomJson(random, 2);
  if (Array.isArray(at)) {
    if (at.length === 0 || random() < 0.4) return { path: [...path, '-'], value };
    const index = Math.floor(random() * at.length);
    return random() < 0.5 ? { path: [...path, index], remove: true } : { path: [...path, index], value };
  }
  const key = random() < 0.5 && Object.keys(at as object).length > 0 ? pick(Object.keys(at as object)) : pick(NAMES);
  return random() < 0.3 ? { path: [...path, key], remove: true } : { path: [...path, key], value };
}

/** A small value of any kind. */
export function randomJson(random: () => number, depth: number): Json {
  const kind = Math.floor(random() * (depth > 0 ? 6 : 4));
  const few = () => Array.from({ length: Math.floor(random() * 3) });
  if (kind === 0) return Math.floor(random() * 3);
  if (kind === 1) return ['', 'é', '😀', 'x'][Math.floor(random() * 4)]!;
  if (kind === 2) return random() < 0.5;
  if (kind === 3) return null;
  if (kind === 4) return few().map(() => randomJson(random, depth - 1));
  return Object.fromEntries(few().map(() => [NAMES[Math.floor(random() * NAMES.length)], randomJson(random, depth - 1)]));
}
