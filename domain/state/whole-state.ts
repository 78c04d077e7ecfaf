import type { JsonObject } from '../../contract/json.ts';
import type { Components } from '../action.ts';
import type { Catalog } from '../catalog.ts';

/** The state of some components alone: what is stored of each, or where it starts. */
export function stateOf(catalog: Pick<Catalog, 'components'>, componentIds: readonly string[], stored: Components): { [componentId: string]: JsonObject } {
  const state: { [componentId: string]: JsonObject } = {};
  for (const id of componentIds) {
    const found = stored[id] ?? catalog.components.get(id)?.initialState;
    if (found !== undefined) state[id] = found;
  }
  return state;
}

/** The state of every component: what is stored of it, or where it starts. */
export function wholeState(catalog: Pick<Catalog, 'components'>, stored: Components): { [componentId: string]: JsonObject } {
  const state: { [componentId: string]: JsonObject } = {};
  for (const { id, initialState } of catalog.components.values()) state[id] = initialState;
  return { ...state, ...stored };
}
