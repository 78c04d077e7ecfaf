import { ExpressionError } from '../domain/expression/expression-error.ts';
import { PackError } from './pack-error.ts';
import { SchemaError } from './schema-rules.ts';

/** Runs a step of loading; what it finds wrong with a schema or an expression is told with its file and place. */
export function refuseAs<T>(file: string, path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof SchemaError || error instanceof ExpressionError) throw new PackError(file, path + error.path, error.message);
    throw error;
  }
}
