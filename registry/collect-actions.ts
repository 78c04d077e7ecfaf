import type { ActionDeclaration } from '../domain/action.ts';
import type { ComponentDeclaration } from '../domain/component.ts';
import { assertConditions } from './assert-conditions.ts';
import { declareAction } from './declare-action.ts';
import { PackError } from './pack-error.ts';
import { refuseAs } from './refuse-as.ts';
import type { ActionSpec, RegistryModule } from './registry-module.ts';
import type { SchemaCompiler } from './schema-compiler.ts';

type Components = ReadonlyMap<string, ComponentDeclaration>;

/** Every action by its bare id, highest version first. Throws PackError on a second declaration of one version, and on unknown targets. */
export function collectActions(modules: readonly RegistryModule[], components: Components, compiler: SchemaCompiler): Map<string, ActionDeclaration[]> {
  const actions = new Map<string, ActionDeclaration[]>();
  for (const { file, actions: specs } of modules) {
    for (const [index, spec] of specs.entries()) {
      const path = `/actions/${index}`;
      assertTargets(file, path, spec, components);
      assertConditions(file, `${path}/preconditions`, spec.preconditions ?? [], components);
      const action = refuseAs(file, `${path}/inputSchema`, () => declareAction(spec, [...components.keys()], compiler));
      const versions = actions.get(action.id) ?? [];
      if (versions.some(({ version }) => version === action.version)) {
        throw new PackError(file, `${path}/version`, `version ${action.version} of '${action.id}' is declared twice`);
      }
      actions.set(action.id, [...versions, action].toSorted((left, right) => right.version - left.version));
    }
  }
  return actions;
}

function assertTargets(file: string, path: string, { targets }: ActionSpec, components: Components): void {
  if (targets === 'all') return;
  for (const [index, target] of targets.entries()) {
    if (!components.has(target)) throw new PackError(file, `${path}/targets/${index}`, `the component '${target}' is not declared`);
  }
}
