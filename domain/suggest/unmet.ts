import type { JsonObject } from '../../contract/json.ts';
import type { Components } from '../action.ts';
import type { Condition } from '../condition.ts';

/** Whether a condition does not hold, or cannot be judged, on this state with these inputs. */
export function isUnmet(condition: Condition, state: Components, inputs: JsonObject): boolean {
  try {
    return !condition.holds({ state, inputs });
  } catch {
    return true;
  }
}
