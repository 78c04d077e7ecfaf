import { createContext, useContext } from 'react';
import type { JsonObject } from '../../contract/json.ts';
import type { RegistryView } from '../../contract/registry.ts';
import type { Touch } from '../data/touches.ts';

/** What every widget of a page of layouts reads: the state as it is now, what can happen, and who touched what last. */
export type Panel = { components: Readonly<Record<string, JsonObject>>; registry: RegistryView; touched: ReadonlyMap<string, Touch>; mayEdit: boolean };

export const PanelContext = createContext<Panel | null>(null);

/** The state and the registry that the widgets here are bound to. */
export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error('A widget stands inside a PanelContext.');
  return panel;
}
