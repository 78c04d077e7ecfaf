import type { ComponentDeclaration } from '../domain/component.ts';
import type { Condition } from '../domain/condition.ts';
import { assertConditions } from './assert-conditions.ts';
import { declareComponent } from './declare-component.ts';
import { PackError } from './pack-error.ts';
import { refuseAs } from './refuse-as.ts';
import type { RegistryModule } from './registry-module.ts';
import type { SchemaCompiler } from './schema-compiler.ts';

type Located = { readonly file: string; readonly path: string; readonly component: ComponentDeclaration };

/** Every component by id. Throws PackError on a second one of the same id, and where the initial states break a schema or an invariant. */
export function collectComponents(modules: readonly RegistryModule[], compiler: SchemaCompiler): Map<string, ComponentDeclaration> {
  const located = new Map<string, Located>();
  for (const { file, components } of modules) {
    for (const [index, spec] of components.entries()) {
      const path = `/components/${index}`;
      const known = located.get(spec.id);
      if (known) throw new PackError(file, `${path}/id`, `the component '${spec.id}' is already declared in ${known.file}`);
      const component = refuseAs(file, `${path}/stateSchema`, () => declareComponent(spec, compiler));
      located.set(spec.id, { file, path, component });
    }
  }
  const components = new Map([...located].map(([id, { component }]) => [id, component]));
  for (const each of located.values()) assertStart(each, components);
  return components;
}

function assertStart({ file, path, component }: Located, components: ReadonlyMap<string, ComponentDeclaration>): void {
  const [issue] = component.checkState(component.initialState);
  if (issue) throw new PackError(file, `${path}/initialState`, `the initial state breaks the state schema: ${issue.path} ${issue.message}`);
  assertConditions(file, `${path}/invariants`, component.invariants, components);
  const state = Object.fromEntries([...components].map(([id, { initialState }]) => [id, initialState]));
  for (const [index, invariant] of component.invariants.entries()) {
    const reason = whyBroken(invariant, state);
    if (reason) throw new PackError(file, `${path}/invariants/${index}`, `the initial state breaks '${invariant.id}': ${reason}`);
  }
}

function whyBroken(invariant: Condition, state: Parameters<Condition['holds']>[0]['state']): string | null {
  try {
    return invariant.holds({ state }) ? null : `it does not hold that ${invariant.description}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
