import type { DiffEntry, EffectRequest } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration, Change, Components } from '../action.ts';
import { type Breach, checkResult } from '../checks/check-result.ts';
import type { Footprint } from '../footprint.ts';
import { applyChanges } from '../state/patch.ts';

/** What an action makes of the state, or why its result may not be committed. */
export type Applied =
  | { ok: true; diff: DiffEntry[]; changed: Components; effects: EffectRequest[] }
  | { ok: false; breach: Breach };

/** Works out an action on a copy of the state, recording the patch as it goes, and checks the result. The given state stays as it is. */
export function apply(action: ActionDeclaration, footprint: Footprint, state: Components, inputs: JsonObject, past?: Components): Applied {
  try {
    const changes = action.handle({ state, inputs, ...(past && { past }) });
    const stranger = changes.find(({ path }) => !action.targets.includes(String(path[0])));
    if (stranger) return { ok: false, breach: undeclared(action, stranger) };

    const { components, diff } = applyChanges(state, changes);
    const touched = action.targets.filter((id) => components[id] !== state[id]);
    const breach = checkResult(components, touched, footprint);
    if (breach) return { ok: false, breach };
    const changed = diff.length === 0 ? {} : Object.fromEntries(touched.map((id) => [id, components[id] ?? {}]));
    return { ok: true, diff, changed, effects: action.effects({ state, inputs }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, breach: { code: 'handler_error', detail: `${action.title} could not be worked out: ${reason}` } };
  }
}

function undeclared(action: ActionDeclaration, change: Change): Breach {
  const component = String(change.path[0]);
  return { code: 'undeclared_effect', detail: `${action.title} tried to change ${component}, which is not among its targets.`, rule: component };
}
