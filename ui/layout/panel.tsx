import type { ReactNode } from 'react';
import type { RegistryView } from '../../contract/registry.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { useOpenProject } from '../data/project-context.ts';
import { touches } from '../data/touches.ts';
import type { Recorded } from '../data/use-execution.ts';
import { PanelContext } from './panel-context.ts';

type Given = { state: Snapshot; registry: RegistryView; recent: readonly Recorded[]; children: ReactNode };

/** Binds every widget inside it to the state as it is now. */
export function Panel({ state: { components }, registry, recent, children }: Given) {
  const { status } = useOpenProject();
  const touched = touches(recent, registry.actions);
  return <PanelContext value={{ components, registry, touched, mayEdit: status === 'active' }}>{children}</PanelContext>;
}
