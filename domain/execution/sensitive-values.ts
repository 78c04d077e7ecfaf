import type { Json, JsonObject } from '../../contract/json.ts';
import { segmentsOf } from '../state/pointer.ts';

const ALTERNATIVES = ['allOf', 'anyOf', 'oneOf'] as const;
const CONDITIONAL = ['if', 'then', 'else', 'not'] as const;

/**
 * Finds the values that a schema marks `sensitive: true`, also behind a `$ref` and in parts that apply only at times:
 * what is sensitive in one reading of the schema is taken to be so in all.
 */
export function sensitiveValues(root: JsonObject, value: Json): Json[] {
  return find(root, [root], value);
}

function find(root: JsonObject, schemas: readonly JsonObject[], value: Json): Json[] {
  const all = withApplied(root, schemas);
  if (all.some(({ sensitive }) => sensitive === true)) return [value];
  if (value === null || typeof value !== 'object') return [];
  const partsOf = Array.isArray(value) ? itemSchemas : memberSchemas;
  return Object.entries(value).flatMap(([name, inner]) => find(root, all.flatMap((schema) => partsOf(schema, name)).filter(isObject), inner));
}

/** The schemas and all that speak of the same value with them, each one once, also where they refer to each other. */
function withApplied(root: JsonObject, schemas: readonly JsonObject[]): JsonObject[] {
  const all = new Set(schemas);
  for (const schema of all) for (const other of applied(root, schema)) all.add(other);
  return [...all];
}

/** The schemas that speak of the same value. */
function applied(root: JsonObject, schema: JsonObject): JsonObject[] {
  const referred = typeof schema.$ref === 'string' ? [resolve(root, schema.$ref)] : [];
  const alternatives = ALTERNATIVES.flatMap((keyword) => schema[keyword] ?? []);
  const conditional = CONDITIONAL.map((keyword) => schema[keyword]);
  return [...referred, ...alternatives, ...conditional].filter(isObject);
}

function itemSchemas({ items, prefixItems, contains, unevaluatedItems }: JsonObject, index: string): (Json | undefined)[] {
  return [items, contains, unevaluatedItems, Array.isArray(prefixItems) ? prefixItems[Number(index)] : undefined];
}

function memberSchemas({ properties, patternProperties, additionalProperties, unevaluatedProperties }: JsonObject, name: string): (Json | undefined)[] {
  const own = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  const patterns = isObject(patternProperties) ? Object.values(patternProperties) : [];
  return [own, ...patterns, additionalProperties, unevaluatedProperties];
}

function resolve(root: JsonObject, ref: string): Json | undefined {
  return segmentsOf(ref).reduce<Json | undefined>((at, segment) => (isObject(at) && Object.hasOwn(at, segment) ? at[segment] : undefined), root);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
