import type { JsonObject } from '../contract/json.ts';
import type { Issue } from '../contract/problem.ts';
import { pointerOf } from '../domain/state/pointer.ts';
import type { SchemaCompiler } from './schema-compiler.ts';
import { schemaIssues } from './schema-issue.ts';

/** Tells what breaks a component's state schema, compiled here once; paths begin with the component id. */
export function compileStateCheck(componentId: string, schema: JsonObject, compiler: SchemaCompiler): (state: JsonObject) => Issue[] {
  const validate = compiler.states(schema);
  return (state) => (validate(state) ? [] : schemaIssues(validate.errors ?? [], pointerOf([componentId])));
}
