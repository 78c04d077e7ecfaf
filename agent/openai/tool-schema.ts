import type { Json, JsonObject } from '../../contract/json.ts';
import { isJsonObject } from '../offline/narrow-json.ts';

/** Keywords that are ours or name a document; a service may refuse a schema for them. */
const DROPPED = new Set(['sensitive', '$schema', '$id', '$comment']);
/** Below these, keys are names and not keywords. */
const NAMED = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Below these stand schemas. */
const NESTED = new Set(['items', 'prefixItems', 'contains', 'additionalProperties', 'unevaluatedProperties', 'propertyNames', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else']);
/** What a service refuses at the top of a function's parameters; the schema gate asks it all the same. */
const NOT_ON_TOP = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'enum', 'const']);
const MAX_DEPTH = 32;

/** The input schema of an action as a service takes it: an object with properties, without keywords that are only ours. */
export function toolSchema(inputSchema: JsonObject): JsonObject {
  const schema = clean(inputSchema, 0);
  const top = isJsonObject(schema) ? Object.entries(schema).filter(([keyword]) => !NOT_ON_TOP.has(keyword)) : [];
  return { properties: {}, ...Object.fromEntries(top), type: 'object' };
}

function clean(schema: Json, depth: number): Json {
  if (Array.isArray(schema)) return schema.map((part) => clean(part, depth + 1));
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => !DROPPED.has(keyword));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, cleanKeyword(keyword, value, depth)]));
}

function cleanKeyword(keyword: string, value: Json, depth: number): Json {
  if (NAMED.has(keyword) && isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, clean(schema, depth + 1)]));
  }
  return NESTED.has(keyword) ? clean(value, depth + 1) : value;
}
