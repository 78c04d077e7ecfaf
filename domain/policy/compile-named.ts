import { ExpressionError } from '../expression/expression-error.ts';

/** What compiles; throws an ExpressionError that begins with the name where it does not. */
export function compileNamed<Result>(name: string, compile: () => Result): Result {
  try {
    return compile();
  } catch (error) {
    throw new ExpressionError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
