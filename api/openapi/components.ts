import { describeInput, describeOutput, type DescribedSchema } from '../../contract/json-schema.ts';
import { JsonObject } from '../../contract/json.ts';
import type { Route } from '../../contract/route.ts';

type Schema = NonNullable<Route['params' | 'query' | 'body' | 'data']>;

/** The schemas of one document: what routes take and give, and under `named` what they refer to. */
export type Components = { input: (schema: Schema) => JsonObject; output: (schema: Schema) => JsonObject; named: Record<string, JsonObject> };

/** Describes schemas and gathers the named ones, each once. */
export function createComponents(): Components {
  const named: Record<string, JsonObject> = {};
  const keep = ({ schema, definitions }: DescribedSchema): JsonObject => {
    for (const [name, definition] of Object.entries(definitions)) named[name] ??= inDocument(definition);
    return inDocument(schema);
  };
  return { input: (schema) => keep(describeInput(schema)), output: (schema) => keep(describeOutput(schema)), named };
}

/** A schema stands alone with its definitions beside it; in the document they stand among the components. */
const inDocument = (schema: JsonObject): JsonObject => JsonObject.parse(JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')));
