import type { Json, JsonObject } from '../contract/json.ts';

const MAX_HOPS = 64;

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema that a `$ref` within the same document names, followed to its end; null where it leads nowhere. */
function resolved(schema: Json | undefined, root: JsonObject): JsonObject | null {
  let found: Json | undefined = schema === true ? {} : schema;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    if (!isObject(found)) return null;
    if (typeof found.$ref !== 'string') return found;
    found = at(root, found.$ref.replace(/^#/, ''));
  }
  return null;
}

function at(root: Json, pointer: string): Json | undefined {
  return partsOf(pointer).reduce<Json | undefined>((value, part) => {
    if (isObject(value)) return Object.hasOwn(value, part) ? value[part] : undefined;
    return Array.isArray(value) ? value[Number(part)] : undefined;
  }, root);
}

/** What a schema says of one name inside it: its schema, or null where the name cannot be there. */
function within(schema: JsonObject, name: string): Json | null {
  const { properties, items, additionalProperties = true } = schema;
  if (isObject(properties) && Object.hasOwn(properties, name)) return properties[name] ?? null;
  if (isObject(items) && /^\d+$/.test(name)) return items;
  if (additionalProperties === false || ![schema.type ?? 'object'].flat().includes('object')) return null;
  return isObject(additionalProperties) ? additionalProperties : {};
}

/** The parts of a JSON Pointer. */
export const partsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The schema of the value at a JSON Pointer; an empty one where the schema leaves it open, null where no such value can be. */
export function schemaAt(root: JsonObject, pointer: string): JsonObject | null {
  let schema = resolved(root, root);
  for (const part of partsOf(pointer)) {
    if (schema === null) return null;
    schema = resolved(within(schema, part) ?? undefined, root);
  }
  return schema;
}
