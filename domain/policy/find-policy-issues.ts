import type { Json } from '../../contract/json.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Issue } from '../../contract/problem.ts';
import { compileExpression, type Expression } from '../expression/compile.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import type { SharedSteps } from '../expression/run.ts';
import { isObject } from '../expression/value.ts';
import { pointerOf } from '../state/pointer.ts';

const MAX_ISSUES = 50;
/** Of all conditions together, so that compiling and asking a policy stay quick. */
const MAX_NODES = 20_000;
/** What is spent on finding conditions that err whatever they meet; beyond it they are taken as they are. */
const MAX_STEPS = 1_000_000;

type Place = readonly (string | number)[];

/**
 * Everything that keeps a policy of the right form from being put in force: expressions that do not compile, or that
 * would err whatever they meet, ids that are used twice, and too much of it all. Paths begin at the policy.
 */
export function findPolicyIssues({ rules = [], approvals = [], roleMappings = [] }: Policy): Issue[] {
  const conditions: (readonly [Place, Json])[] = [
    ...rules.map(({ when }, index) => [['rules', index, 'when'], when] as const),
    ...roleMappings.map(({ when }, index) => [['roleMappings', index, 'when'], when] as const),
  ];
  const tooLarge = judgeSize(conditions.map(([, when]) => when));
  if (tooLarge.length > 0) return tooLarge;
  const steps = { left: MAX_STEPS };
  const issues = [...twice('rules', rules), ...twice('approvals', approvals), ...conditions.flatMap(([place, when]) => judgeCondition(place, when, steps))];
  return issues.slice(0, MAX_ISSUES);
}

/** An id names its rule in every trace, so each stands for one. */
function twice(list: string, named: readonly { id: string }[]): Issue[] {
  const known = new Set<string>();
  return named.flatMap(({ id }, index) => {
    const isTaken = known.has(id);
    known.add(id);
    return isTaken ? [{ path: pointerOf([list, index, 'id']), message: `the id ${id} is taken by an entry before it` }] : [];
  });
}

function judgeCondition(place: Place, when: Json, steps: SharedSteps): Issue[] {
  const path = pointerOf(place);
  if (typeof when === 'boolean') return [];
  if (!isObject(when) || Object.keys(when).length !== 1) return [{ path, message: 'expected true, false, or an expression: an object whose one key is an operator' }];
  try {
    return judgeResult(path, compileExpression(when), steps);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [{ path: path + error.path, message: error.message }];
  }
}

/** What errs before it has read anything errs always, and so does what comes to an object without reading. */
function judgeResult(path: string, expression: Expression, steps: SharedSteps): Issue[] {
  let reads = 0;
  const hear = () => {
    reads += 1;
  };
  try {
    const result = expression.evaluate({}, hear, steps);
    return reads === 0 && isObject(result) ? [{ path, message: 'the condition comes to an object, not to true or false' }] : [];
  } catch (error) {
    return reads > 0 || steps.left <= 0 ? [] : [{ path, message: `the condition always errs: ${error instanceof Error ? error.message : String(error)}` }];
  }
}

function judgeSize(conditions: readonly Json[]): Issue[] {
  let left = MAX_NODES;
  const open: Json[] = [...conditions];
  for (let json = open.pop(); json !== undefined && left >= 0; json = open.pop()) {
    left -= 1;
    if (json !== null && typeof json === 'object') for (const part of Object.values(json)) open.push(part);
  }
  return left < 0 ? [{ path: '', message: `the conditions of the policy have more than ${MAX_NODES} nodes together` }] : [];
}
