import type { Json } from '../../contract/json.ts';
import type { Policy } from '../../contract/policy.ts';
import type { Issue } from '../../contract/problem.ts';
import type { Catalog } from '../catalog.ts';
import { compileExpression } from '../expression/compile.ts';
import { pointerOf } from '../state/pointer.ts';

const RULE_NAMES = ['state', 'inputs', 'user', 'roles', 'action', 'now'];
const MAPPING_NAMES = ['user'];

/** Places where a condition reads what no context has, so that it finds nothing there: most likely a misspelt name. */
export function unknownReads({ rules = [], roleMappings = [] }: Policy, { components }: Pick<Catalog, 'components'>): Issue[] {
  return [
    ...rules.flatMap(({ when }, index) => readsOf(when, RULE_NAMES, components).map((message) => ({ path: pointerOf(['rules', index, 'when']), message }))),
    ...roleMappings.flatMap(({ when }, index) => readsOf(when, MAPPING_NAMES, components).map((message) => ({ path: pointerOf(['roleMappings', index, 'when']), message }))),
  ];
}

function readsOf(when: Json, names: readonly string[], components: Catalog['components']): string[] {
  const { roots, statePaths } = compileExpression(when);
  const unknown = roots.filter((root) => !names.includes(root)).map((root) => `nothing is called ${root} here; there is ${names.join(', ')}`);
  const missing = statePaths.flatMap(([componentId]) => (typeof componentId === 'string' && !components.has(componentId) ? [componentId] : []));
  return [...unknown, ...[...new Set(missing)].map((componentId) => `no component ${componentId} is registered`)];
}
