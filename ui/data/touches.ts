import type { ActionSummary } from '../../contract/registry.ts';
import type { Recorded } from './use-execution.ts';
import { pointerParts } from '../parts/pointer.ts';

/** The newest execution that had to do with a component, and the places inside it that it changed. */
export type Touch = { execution: Recorded; changed: readonly (readonly string[])[] };

function componentsOf(execution: Recorded, actions: readonly ActionSummary[]): string[] {
  const changed = execution.diff.flatMap(({ path }) => pointerParts(path)[0] ?? []);
  if (changed.length > 0) return [...new Set(changed)];
  return actions.find(({ actionId }) => actionId === execution.actionId)?.targets ?? [];
}

/** Who touched which component last: by what changed, or by what an action that changed nothing was meant for. */
export function touches(executions: readonly Recorded[], actions: readonly ActionSummary[]): Map<string, Touch> {
  const found = new Map<string, Touch>();
  for (const execution of executions) {
    for (const componentId of componentsOf(execution, actions)) {
      if (found.has(componentId)) continue;
      const own = execution.diff.map(({ path }) => pointerParts(path)).filter(([first]) => first === componentId);
      found.set(componentId, { execution, changed: own.map(([, ...names]) => names) });
    }
  }
  return found;
}
