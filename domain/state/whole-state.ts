import type { JsonObject } from '../../contract/json.ts';
import type { Components } from '../action.ts';
import type { Catalog } from '../catalog.ts';

/** The state of every component: what is stored of it, or where it starts. */
export function wholeState(catalog: Pick<Catalog, 'components'>, stored: Components): { [componentId: string]: JsonObject } {
  const state: { [componentId: string]: JsonObject } = {};
  for (const { id, initialState } of catalog.components.values()) state[id] = initialState;
  return { ...state, ...stored };
}
