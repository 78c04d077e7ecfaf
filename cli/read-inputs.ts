import type { Json, JsonObject } from '../contract/json.ts';
import { Json as JsonSchema } from '../contract/json.ts';
import type { ActionSummary } from '../contract/registry.ts';
import { usageError } from './command-error.ts';

/** The inputs in `key=value` words, each value as the action's input schema wants it. One that does not fit is sent as text, for the gates to judge. */
export function readInputs(words: readonly string[], schema: JsonObject): JsonObject {
  const pairs = words.map((word): [string, Json] => {
    const at = word.indexOf('=');
    if (at < 1) throw usageError(`'${word}' is no input; expected key=value.`);
    const key = word.slice(0, at);
    return [key, readValue(word.slice(at + 1), typesOf(propertyOf(schema, key)))];
  });
  const twice = pairs.find(([key], index) => pairs.findIndex(([other]) => other === key) !== index);
  if (twice) throw usageError(`The input '${twice[0]}' is given twice.`);
  return Object.fromEntries(pairs);
}

/** The input schema of an action as it was named: pinned, or the highest version of a bare id. Empty where there is none to be seen. */
export function inputSchemaOf(actions: readonly ActionSummary[], named: string): JsonObject {
  const versions = actions.filter(({ actionId }) => actionId === named || actionId.startsWith(`${named}@`));
  return versions.toSorted((one, other) => other.version - one.version)[0]?.inputSchema ?? {};
}

function readValue(text: string, types: readonly string[]): Json {
  if (types.length === 0) return parsed(text) ?? text;
  const value = parsed(text);
  if (value !== undefined && types.some((type) => isOf(type, value))) return value;
  return text;
}

const isOf = (type: string, value: Json): boolean =>
  type === 'integer' ? typeof value === 'number' : type === 'null' ? value === null : type === 'array' ? Array.isArray(value) : type === 'object' ? isObject(value) : typeof value === type && type !== 'string';

/** The types that a schema allows; of one that lists its values, the types of these. */
function typesOf(schema: JsonObject): string[] {
  const { type, enum: listed, const: only } = schema;
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.filter((one) => typeof one === 'string');
  if (Array.isArray(listed)) return listed.map(typeOf);
  return only === undefined ? [] : [typeOf(only)];
}

const typeOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function propertyOf({ properties }: JsonObject, key: string): JsonObject {
  const property = isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return isObject(property) ? property : {};
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): Json | undefined {
  try {
    return JsonSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
