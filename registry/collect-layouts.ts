import type { Layout, Widget } from '../contract/layout.ts';
import type { Catalog } from '../domain/catalog.ts';
import { flawOfWidget } from './flaw-of-widget.ts';
import { PackError } from './pack-error.ts';
import type { RegistryModule } from './registry-module.ts';

const MAX_WIDGETS = 500;
const MAX_DEPTH = 16;

type Declared = Pick<Catalog, 'components' | 'actions'>;

/** Every layout, each bound to values that exist and to actions that take them. Throws PackError otherwise, and on a second layout of the same id. */
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

function assertWidget(widget: Widget, place: Place, path: string, depth: number): void {
  const { file, declared, count } = place;
  count.widgets += 1;
  if (depth > MAX_DEPTH) throw new PackError(file, path, `widgets are nested deeper than ${MAX_DEPTH}`);
  if (count.widgets > MAX_WIDGETS) throw new PackError(file, path, `the layout has more than ${MAX_WIDGETS} widgets`);
  const flaw = flawOfWidget(widget, declared);
  if (flaw) throw new PackError(file, `${path}/${flaw.key}`, flaw.reason);
  for (const [index, child] of (widget.children ?? []).entries()) assertWidget(child, place, `${path}/children/${index}`, depth + 1);
}
