import { resolveAction } from '../catalog.ts';
import type { Gathering } from '../execution/gather.ts';

/** Whether any intent of a list changes what somebody has remembered. */
export function touchesMemory({ catalog, actionIds }: Pick<Gathering, 'catalog' | 'actionIds'>): boolean {
  return actionIds.some((actionId) => resolveAction(catalog, actionId)?.remember !== undefined);
}
