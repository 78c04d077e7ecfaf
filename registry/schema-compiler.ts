import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from '../contract/json.ts';
import { formats } from './formats.ts';
import { linearRegExp } from './linear-reg-exp.ts';
import { assertSchemaAllowed, SchemaError } from './schema-rules.ts';

const OPTIONS: Options = {
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  ownProperties: true,
  addUsedSchema: false,
  logger: false,
  formats,
  code: { regExp: linearRegExp },
};

/** Compiles schemas once, when the catalog is loaded. `inputs` fills in defaults, `states` changes nothing; both throw SchemaError. */
export type SchemaCompiler = {
  readonly inputs: (schema: JsonObject) => ValidateFunction;
  readonly states: (schema: JsonObject) => ValidateFunction;
};

/** A compiler that refuses misspelt keywords, schemas that reach outside themselves, and patterns that could backtrack. */
export function createSchemaCompiler(): SchemaCompiler {
  const inputs = new Ajv2020({ ...OPTIONS, useDefaults: true });
  const states = new Ajv2020(OPTIONS);
  for (const ajv of [inputs, states]) ajv.addKeyword({ keyword: 'sensitive', schemaType: 'boolean' });
  return { inputs: (schema) => compile(inputs, schema), states: (schema) => compile(states, schema) };
}

function compile(ajv: Ajv2020, schema: JsonObject): ValidateFunction {
  assertSchemaAllowed(schema);
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw new SchemaError('', error instanceof Error ? error.message : String(error));
  }
}
