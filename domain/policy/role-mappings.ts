import type { Json } from '../../contract/json.ts';
import type { Role } from '../../contract/project.ts';
import type { RoleMapping } from '../../contract/policy.ts';
import { compileExpression } from '../expression/compile.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import { isObject, isTrue, nameOf } from '../expression/value.ts';
import { compileNamed } from './compile-named.ts';
import { type Person, userIn } from './person.ts';

/** What one mapping says of a person; `error` tells why it could not be judged, and then it gives nothing. */
export type MappingVerdict = { readonly index: number; readonly role: Role; readonly matched: boolean; readonly error: string | null };

/** What all mappings of a policy say of a person, in the order of the policy. The first that matches gives the role. */
export type JudgeMappings = (person: Person) => readonly MappingVerdict[];

/** Compiles the mappings of a policy. Throws an ExpressionError that names the mapping, where an expression does not compile. */
export function compileRoleMappings(mappings: readonly RoleMapping[]): JudgeMappings {
  const compiled = mappings.map(({ role, when }, index) => ({ role, index, expression: compileNamed(`roleMappings/${index}`, () => compileExpression(when)) }));
  return (person) => {
    const context = { user: userIn(person) };
    return compiled.map(({ role, index, expression }) => ({ index, role, ...judge(() => expression.evaluate(context)) }));
  };
}

/** The first mapping that matches; null where none does. */
export const firstMatch = (verdicts: readonly MappingVerdict[]): MappingVerdict | null => verdicts.find(({ matched }) => matched) ?? null;

function judge(question: () => Json): Pick<MappingVerdict, 'matched' | 'error'> {
  try {
    const result = question();
    if (isObject(result)) throw new ExpressionError(`the condition is ${nameOf(result)}, not true or false`);
    return { matched: isTrue(result), error: null };
  } catch (error) {
    return { matched: false, error: error instanceof Error ? error.message : String(error) };
  }
}
