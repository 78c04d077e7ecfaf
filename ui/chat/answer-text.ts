import type { MissingInput } from '../../contract/decision.ts';
import type { Json, JsonObject } from '../../contract/json.ts';

/** What a field of that schema is before anybody typed. */
export function firstValue(schema: JsonObject): string {
  if (schema.default !== undefined) return typeof schema.default === 'string' ? schema.default : JSON.stringify(schema.default);
  return schema.type === 'boolean' ? 'true' : '';
}

/** A bare number, boolean or JSON where the schema wants one, else a quoted string. */
function literal(schema: JsonObject, value: string): string {
  const isText = schema.type === undefined || schema.type === 'string';
  return isText || value.trim() === '' ? JSON.stringify(value) : value.trim();
}

/** The answer to a question for inputs, in the words that the interpreter reads without guessing: `name=value`. */
export const answerText = (missing: readonly MissingInput[], values: Record<string, string>): string =>
  missing.map(({ name, schema }) => `${name}=${literal(schema, values[name] ?? '')}`).join(' ');

const wordOf = (value: Json): string => (typeof value === 'string' && /^[\w.-]+$/.test(value) ? value : JSON.stringify(value));

/** A step in words that the interpreter reads back as the same step. */
export const stepText = ({ actionId, inputs }: { actionId: string; inputs: JsonObject }): string =>
  [actionId, ...Object.entries(inputs).map(([name, value]) => `${name}=${wordOf(value)}`)].join(' ');
