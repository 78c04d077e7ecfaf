import type { Role } from '../../contract/project.ts';
import type { ActionDeclaration } from '../action.ts';
import type { OpaAnswer } from '../../contract/opa-answer.ts';
import type { ApprovalRule, Policy, PolicyRule } from '../../contract/policy.ts';
import type { JsonObject } from '../../contract/json.ts';
import { compileExpression } from '../expression/compile.ts';
import { READS_EVERYTHING, readsInputs } from '../expression/condition.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import type { SharedSteps } from '../expression/run.ts';
import { isObject, isTrue, nameOf } from '../expression/value.ts';
import { compileNamed } from './compile-named.ts';
import { type IsOpen, openingHours } from './opening-hours.ts';
import type { Person } from './person.ts';
import { compileRoleMappings, firstMatch, type JudgeMappings } from './role-mappings.ts';
import { type Clue, cluesOf } from './rule-clues.ts';
import { createRuleIndex } from './rule-index.ts';

/** What the expressions of a policy may look at. */
export type RuleContext = JsonObject & { state: JsonObject; inputs: JsonObject; user: JsonObject; roles: string[]; action: JsonObject; now: JsonObject };

/** A path below `state` that an expression can read; a null stands for a segment that is worked out later. */
export type StatePath = readonly (string | null)[];

/** A rule whose expression is compiled. `holds` throws where it errs; while none of its clues is given, it is false. */
export type CompiledRule = PolicyRule & { readonly statePaths: readonly StatePath[]; readonly readsInputs: boolean; readonly clues: readonly Clue[] | null; readonly holds: (context: RuleContext, shared?: SharedSteps) => boolean };

/** One more rule, of whoever runs the installation: asked in every project, after the rules of its policy. `ask` throws where it errs. */
export type HouseRule = { readonly digest: string; readonly ask: (context: RuleContext) => OpaAnswer };

/** A policy ready to be asked: its expressions compiled, its rules in the order in which they are asked. Pure. */
export type Rulebook = {
  readonly isOpen: IsOpen;
  readonly rules: readonly CompiledRule[];
  readonly houseRule: HouseRule | null;
  readonly approvals: readonly ApprovalRule[];
  /** The role that the mappings give somebody without a membership; one that errs gives nothing. */
  readonly roleOf: (person: Person) => Role | null;
  /** What each mapping says of a person, and why one could not be judged. */
  readonly judgeMappings: JudgeMappings;
  /** The paths below `state` that the rules on an action can read, that of the house included. */
  readonly pathsFor: (action: Pick<ActionDeclaration, 'id'>) => readonly StatePath[];
};

const statePathsFor = createRuleIndex((rules: readonly CompiledRule[]) => rules.flatMap(({ statePaths }) => statePaths));

/** Nobody can tell what a rule reads that is not written here. */
const WHATEVER: StatePath = [null];

/** Compiles a policy. Throws an ExpressionError that names the rule, where an expression does not compile. */
export function compileRulebook(policy: Policy, houseRule: HouseRule | null = null): Rulebook {
  const compiled = (policy.rules ?? []).map(compileRule);
  const rules = compiled.toSorted((left, right) => right.priority - left.priority);
  const judgeMappings = compileRoleMappings(policy.roleMappings ?? []);
  return {
    isOpen: openingHours(policy.executionWindows),
    rules,
    houseRule,
    approvals: policy.approvals ?? [],
    roleOf: (person) => firstMatch(judgeMappings(person))?.role ?? null,
    judgeMappings,
    pathsFor: ({ id }) => [...statePathsFor(rules, id), ...(houseRule === null ? [] : [WHATEVER])],
  };
}

/** The components of paths below `state`; the sign for everything where one cannot be known. */
export function componentsOf(paths: readonly StatePath[]): string[] {
  return [...new Set(paths.map(([componentId]) => componentId ?? READS_EVERYTHING))];
}

function compileRule(rule: PolicyRule): CompiledRule {
  const expression = compileNamed(`rules/${rule.id}`, () => compileExpression(rule.when));
  const holds = (context: RuleContext, shared?: SharedSteps) => {
    const result = expression.evaluate(context, undefined, shared);
    if (isObject(result)) throw new ExpressionError(`the condition is ${nameOf(result)}, not true or false`);
    return isTrue(result);
  };
  return { ...rule, statePaths: expression.statePaths, readsInputs: readsInputs(expression), clues: cluesOf(rule.when), holds };
}
