import type { ErrorObject } from 'ajv/dist/2020.js';
import type { MissingInput } from '../contract/decision.ts';
import type { Json, JsonObject } from '../contract/json.ts';
import type { InputCheck } from '../domain/action.ts';
import type { SchemaCompiler } from './schema-compiler.ts';
import { schemaIssues } from './schema-issue.ts';

const MAX_VALUES = 20_000;

/** Checks inputs against one schema, compiled here once. Answers with a copy that has the defaults; its argument is never changed. */
export function compileInputCheck(schema: JsonObject, compiler: SchemaCompiler): (inputs: JsonObject) => InputCheck {
  const validate = compiler.inputs(schema);
  return (inputs) => {
    // Every wrong value costs an error object, so the count is bounded before the schema sees them.
    if (!fewerValuesThan(MAX_VALUES, inputs)) return { ok: false, issues: [{ path: '/inputs', message: `expected at most ${MAX_VALUES} values` }], missing: [] };
    const copy: JsonObject = JSON.parse(JSON.stringify(inputs));
    if (validate(copy)) return { ok: true, inputs: copy };
    const errors = validate.errors ?? [];
    return { ok: false, issues: schemaIssues(errors, '/inputs'), missing: missingInputs(errors, schema) };
  };
}

/** The required inputs that are absent at the top level, in the order of the schema. */
function missingInputs(errors: readonly ErrorObject[], schema: JsonObject): MissingInput[] {
  return errors
    .filter((error) => error.schemaPath === '#/required')
    .map((error) => String(error.params.missingProperty))
    .map((name) => ({ name, schema: propertySchema(schema, name) }));
}

function propertySchema({ properties }: JsonObject, name: string): JsonObject {
  const schema = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isObject(schema) ? schema : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fewerValuesThan(limit: number, inputs: JsonObject): boolean {
  const waiting: Json[] = [inputs];
  for (let seen = 0; seen <= limit; seen += 1) {
    const value = waiting.pop();
    if (value === undefined) return true;
    if (value === null || typeof value !== 'object') continue;
    const parts = Object.values(value);
    if (parts.length > limit) return false;
    waiting.push(...parts);
  }
  return false;
}
