import type { Json, JsonObject } from '../../contract/json.ts';
import type { Widget, WidgetOptions } from '../../contract/layout.ts';
import type { ActionSummary, ComponentSummary } from '../../contract/registry.ts';
import { pointerParts } from '../parts/pointer.ts';

const MOST_HOPS = 64;

/** What a control knows of the value it shows: the value itself, the schema it has to fit, and what the widget says. */
export type Bound = { value: Json | undefined; schema: JsonObject; format: string | undefined; options: WidgetOptions; min: number | undefined; max: number | undefined };

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a JSON Pointer, undefined where there is none. */
export const valueAt = (state: Json, pointer: string): Json | undefined =>
  pointerParts(pointer).reduce<Json | undefined>((value, part) => {
    if (Array.isArray(value)) return value[Number(part)];
    return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }, state);

function resolved(schema: Json | undefined, root: JsonObject): JsonObject {
  let found = schema;
  for (let hop = 0; hop < MOST_HOPS && isObject(found) && typeof found.$ref === 'string'; hop += 1) found = valueAt(root, found.$ref.replace(/^#/, ''));
  return isObject(found) ? found : {};
}

/** The schema of the value at a JSON Pointer, empty where it says nothing. */
const schemaAt = (root: JsonObject, pointer: string): JsonObject =>
  pointerParts(pointer).reduce((schema, part) => {
    const { properties, items, additionalProperties } = schema;
    const named = isObject(properties) ? properties[part] : undefined;
    return resolved(named ?? (/^\d+$/.test(part) ? items : undefined) ?? additionalProperties, root);
  }, resolved(root, root));

function boundOf(declared: number | string | undefined, state: JsonObject, fallback: Json | undefined): number | undefined {
  const found = typeof declared === 'string' ? valueAt(state, declared) : (declared ?? fallback);
  return typeof found === 'number' && Math.abs(found) < Number.MAX_SAFE_INTEGER ? found : undefined;
}

/** Everything that a widget shows, out of the state and the schema of its component. */
export function bind({ path = '', format, options = {} }: Widget, state: JsonObject, summary: ComponentSummary | undefined): Bound {
  const schema = schemaAt(summary?.stateSchema ?? {}, path);
  return { value: valueAt(state, path), schema, format, options, min: boundOf(options.min, state, schema.minimum), max: boundOf(options.max, state, schema.maximum) };
}

/** The version of an action that a reference names: the one it pins, or the highest. */
export function findAction(actions: readonly ActionSummary[], ref: string | undefined): ActionSummary | undefined {
  if (ref === undefined) return undefined;
  const versions = actions.filter(({ actionId }) => actionId === ref || actionId.startsWith(`${ref}@v`));
  return versions.toSorted((one, other) => other.version - one.version)[0];
}

/** The inputs that propose a value: it goes where the pack check of the server found room for it, and the fixed ones stand beside it. */
export function inputsFor({ path = '', options = {} }: Widget, { inputSchema: { properties } }: ActionSummary, value: Json): JsonObject {
  const names = isObject(properties) ? Object.keys(properties) : [];
  const input = options.input ?? ['value', pointerParts(path).at(-1) ?? ''].find((name) => names.includes(name)) ?? 'value';
  return { ...options.inputs, [input]: value };
}
