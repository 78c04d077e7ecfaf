import type { Role } from '../contract/project.ts';
import type { RegistryView } from '../contract/registry.ts';
import { seesAction } from '../domain/access/sees-action.ts';
import type { Catalog } from '../domain/catalog.ts';
import { summarizeAction, summarizeComponent } from './summary.ts';

/** What can happen, as far as somebody with this role may see it: developer actions are absent for all but admins. */
export function viewRegistry(catalog: Catalog, role: Role | null): RegistryView {
  const actions = [...catalog.actions.values()].flat();
  return {
    components: [...catalog.components.values()].map(summarizeComponent),
    actions: actions.filter(({ visibility }) => seesAction(role, visibility)).map(summarizeAction),
    layouts: [...catalog.layouts],
  };
}

/** Answers `viewRegistry`, working it out once a role: a catalog never changes while the process lives. */
export function createRegistryViews(catalog: Catalog): (role: Role | null) => RegistryView {
  const views = new Map<Role | null, RegistryView>();
  return (role) => {
    const view = views.get(role) ?? viewRegistry(catalog, role);
    views.set(role, view);
    return view;
  };
}
