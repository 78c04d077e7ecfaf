import type { JsonObject } from '../contract/json.ts';
import type { ActionDeclaration } from '../domain/action.ts';
import { compileInputCheck } from './input-check.ts';
import type { ActionSpec } from './registry-module.ts';
import type { SchemaCompiler } from './schema-compiler.ts';

const DEFAULT_COST = 1;

/** Completes what is written down to a declaration that can be decided on and run; throws SchemaError on a bad schema. */
export function declareAction(spec: ActionSpec, componentIds: readonly string[], compiler: SchemaCompiler): ActionDeclaration {
  const risk = spec.risk ?? 'low';
  return {
    id: spec.id,
    version: spec.version ?? 1,
    title: spec.title,
    description: spec.description,
    examples: spec.examples,
    ...declareTargets(spec, componentIds),
    ...(spec.lookBack && { lookBack: spec.lookBack }),
    risk,
    visibility: spec.visibility ?? 'user',
    confirmation: spec.confirmation ?? risk === 'high',
    ...declareCost(spec.cost ?? DEFAULT_COST),
    inputSchema: spec.inputSchema,
    checkInputs: checkWith(compileInputCheck(spec.inputSchema, compiler), spec.findIssues),
    preconditions: spec.preconditions ?? [],
    handle: spec.handle,
    effects: spec.effects ?? (() => []),
    ...(spec.secrets && { secrets: spec.secrets }),
    ...(spec.remember && { remember: spec.remember }),
  };
}

/** Asks for further issues once the schema finds none. */
function checkWith(check: ActionDeclaration['checkInputs'], findIssues: ActionSpec['findIssues']): ActionDeclaration['checkInputs'] {
  if (!findIssues) return check;
  return (given) => {
    const checked = check(given);
    const issues = checked.ok ? findIssues(checked.inputs) : [];
    return issues.length > 0 ? { ok: false, issues, missing: [] } : checked;
  };
}

function declareTargets({ targets }: ActionSpec, componentIds: readonly string[]): Pick<ActionDeclaration, 'targets' | 'targetsAll'> {
  return targets === 'all' ? { targets: componentIds, targetsAll: true } : { targets };
}

function declareCost(cost: number | ((inputs: JsonObject) => number)): Pick<ActionDeclaration, 'cost' | 'fixedCost'> {
  return typeof cost === 'number' ? { fixedCost: cost, cost: () => cost } : { fixedCost: null, cost };
}
