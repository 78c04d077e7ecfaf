import type { Json, JsonObject } from '../contract/json.ts';
import { pointerOf } from '../domain/state/pointer.ts';

const MAX_DEPTH = 32;
const MAX_NODES = 5_000;
const MAX_UNIQUE_ITEMS = 1_000;
const REFUSED_KEYWORDS = ['$async', '$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef', '$recursiveAnchor', '$vocabulary'];
const HOSTILE_NAMES = ['__proto__', 'constructor', 'prototype'];

/** A schema that may not be used; `path` is the JSON Pointer of the place inside it. */
export class SchemaError extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = 'SchemaError';
    this.path = path;
  }
}

/** Throws SchemaError unless the schema describes an object, stands alone, and is cheap to check against any input. */
export function assertSchemaAllowed(schema: JsonObject): void {
  if (schema.type !== 'object') throw new SchemaError('/type', 'expected a schema of type object');
  const count = { nodes: 0 };
  visit(schema, '', 0, count);
}

function visit(value: Json, path: string, depth: number, count: { nodes: number }): void {
  count.nodes += 1;
  if (depth > MAX_DEPTH) throw new SchemaError(path, `the schema is nested deeper than ${MAX_DEPTH}`);
  if (count.nodes > MAX_NODES) throw new SchemaError(path, `the schema has more than ${MAX_NODES} parts`);
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) assertKeywordsAllowed(value, path);
  for (const [key, part] of Object.entries(value)) visit(part, path + pointerOf([key]), depth + 1, count);
}

function assertKeywordsAllowed(schema: JsonObject, path: string): void {
  for (const keyword of REFUSED_KEYWORDS) {
    if (Object.hasOwn(schema, keyword)) throw new SchemaError(`${path}/${keyword}`, `'${keyword}' is not allowed`);
  }
  for (const name of HOSTILE_NAMES) {
    if (Object.hasOwn(schema, name)) throw new SchemaError(path, `the name '${name}' is not allowed`);
  }
  const { $ref, uniqueItems, maxItems } = schema;
  if (typeof $ref === 'string' && !$ref.startsWith('#')) throw new SchemaError(`${path}/$ref`, "a $ref must stay inside the schema and begin with '#'");
  if (uniqueItems === true && !(typeof maxItems === 'number' && maxItems <= MAX_UNIQUE_ITEMS)) {
    // Comparing every pair of a long list is quadratic in what a caller sends.
    throw new SchemaError(`${path}/uniqueItems`, `uniqueItems needs maxItems of at most ${MAX_UNIQUE_ITEMS}`);
  }
}
