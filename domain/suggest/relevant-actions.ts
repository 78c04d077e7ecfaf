import type { Json, JsonObject } from '../../contract/json.ts';
import { mayRun } from '../access/may-run.ts';
import { seesAction } from '../access/sees-action.ts';
import type { ActionDeclaration, Components } from '../action.ts';
import type { Catalog } from '../catalog.ts';
import type { Condition } from '../condition.ts';
import { READS_EVERYTHING } from '../expression/condition.ts';
import type { Caller } from '../facts.ts';
import { candidateInputs } from './candidate-inputs.ts';
import { isUnmet } from './unmet.ts';

/** Something that could be done. `layer` is 1 where it can change what must hold at the end, 2 where it can change what holds those back, and so on. */
export type Candidate = { readonly action: ActionDeclaration; readonly inputs: JsonObject; readonly layer: number };

export type Scenery = { readonly catalog: Catalog; readonly caller: Caller; readonly state: Components };

const MAX_CANDIDATES = 1_500;

/**
 * What could bring conditions about, looked at from their end: actions of this caller that touch what the conditions read,
 * then those that touch what holds these back, up to `layers` deep; by layer, then by id. What looks back at the past undoes
 * more than is asked for, so it is never among them.
 */
export function relevantActions({ catalog, caller, state }: Scenery, goal: readonly Condition[], layers: number, secrets: readonly Json[]): Candidate[] {
  const known = newestOf(catalog).filter(({ risk, visibility, lookBack }) => seesAction(caller.role, visibility) && mayRun(caller.role, risk) && !lookBack);
  const candidates: Candidate[] = [];
  const taken = new Set<ActionDeclaration>();
  let wanted = goal;
  let literals: Json[] = [];
  for (let layer = 1; layer <= layers && wanted.length > 0; layer += 1) {
    const reads = new Set(wanted.flatMap((condition) => condition.reads));
    literals = [...literals, ...wanted.flatMap((condition) => condition.literals)].filter((literal) => !secrets.includes(literal));
    const blocking = new Set<Condition>();
    for (const action of known) {
      if (taken.has(action) || !(reads.has(READS_EVERYTHING) || action.targets.some((id) => reads.has(id)))) continue;
      taken.add(action);
      for (const inputs of candidateInputs(action, literals)) {
        if (candidates.length >= MAX_CANDIDATES) return candidates;
        candidates.push({ action, inputs, layer });
        for (const condition of action.preconditions) if (isUnmet(condition, state, inputs)) blocking.add(condition);
      }
    }
    wanted = [...blocking];
  }
  return candidates;
}

/** What a bare id stands for: the highest version of each action, by id. */
function newestOf({ actions }: Catalog): ActionDeclaration[] {
  return [...actions.values()].flatMap(([newest]) => newest ?? []).toSorted((left, right) => (left.id < right.id ? -1 : 1));
}
