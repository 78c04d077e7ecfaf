import type { Layout, Widget } from '../contract/layout.ts';
import { type Catalog, resolveAction } from '../domain/catalog.ts';
import { PackError } from './pack-error.ts';
import type { RegistryModule } from './registry-module.ts';

const MAX_WIDGETS = 500;
const MAX_DEPTH = 16;

type Declared = Pick<Catalog, 'components' | 'actions'>;

/** Every layout, each bound to components and actions that exist. Throws PackError otherwise, and on a second layout of the same id. */
export function collectLayouts(modules: readonly RegistryModule[], declared: Declared): Layout[] {
  const layouts: Layout[] = [];
  for (const module of modules) {
    for (const [index, layout] of module.layouts.entries()) {
      const path = `/layouts/${index}`;
      if (layouts.some(({ layoutId }) => layoutId === layout.layoutId)) {
        throw new PackError(module.file, `${path}/id`, `the layout '${layout.layoutId}' is declared twice`);
      }
      const count = { widgets: 0 };
      assertWidget(layout.root, { file: module.file, declared, count }, `${path}/root`, 0);
      layouts.push(layout);
    }
  }
  return layouts;
}

type Place = { file: string; declared: Declared; count: { widgets: number } };

function assertWidget({ component, action, children = [] }: Widget, place: Place, path: string, depth: number): void {
  const { file, declared, count } = place;
  count.widgets += 1;
  if (depth > MAX_DEPTH) throw new PackError(file, path, `widgets are nested deeper than ${MAX_DEPTH}`);
  if (count.widgets > MAX_WIDGETS) throw new PackError(file, path, `the layout has more than ${MAX_WIDGETS} widgets`);
  if (component !== undefined && !declared.components.has(component)) {
    throw new PackError(file, `${path}/component`, `the component '${component}' is not declared`);
  }
  if (action !== undefined && !resolveAction(declared, action)) {
    throw new PackError(file, `${path}/action`, `the action '${action}' is not declared`);
  }
  for (const [index, child] of children.entries()) assertWidget(child, place, `${path}/children/${index}`, depth + 1);
}
