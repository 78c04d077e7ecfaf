import type { Json, JsonObject } from '../../contract/json.ts';

const DEEPEST = 3;

/** One line of a component's state: a value, or the name over the values inside it. */
export type StateRow = { place: readonly string[]; value: Json | undefined };

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names in the order in which their schema declares them, then the others by name: stored JSON keeps no order. */
function inOrder(state: JsonObject, properties: JsonObject): [string, Json][] {
  const declared = Object.keys(properties);
  const rank = (name: string) => (declared.includes(name) ? declared.indexOf(name) : declared.length);
  return Object.entries(state).toSorted(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other));
}

/** A component's state as lines, objects opened to a depth at which a person can still follow. */
export function stateRows(state: JsonObject, schema: JsonObject, above: readonly string[] = []): StateRow[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return inOrder(state, properties).flatMap(([name, value]) => {
    const place = [...above, name];
    if (place.length >= DEEPEST || !isObject(value) || Object.keys(value).length === 0) return [{ place, value }];
    const inner = properties[name];
    return [{ place, value: undefined }, ...stateRows(value, isObject(inner) ? inner : {}, place)];
  });
}

/** Whether a change at one of the places changed this value: itself, something in it, or all that it belongs to. */
export const isChanged = (place: readonly string[], changed: readonly (readonly string[])[]): boolean =>
  changed.some((one) => one.slice(0, place.length).every((name, index) => name === place[index]));
