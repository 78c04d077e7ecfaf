import type { Pack, PackAction, PackCheck, PackComponent } from '../../contract/pack.ts';
import { compileCondition } from '../../domain/expression/condition.ts';
import { refuseAs } from '../refuse-as.ts';
import type { ActionSpec, ComponentSpec, RegistryModule } from '../registry-module.ts';
import { compileChanges } from './compile-changes.ts';
import { compileCost } from './compile-cost.ts';
import { requestEffects } from './request-effects.ts';

/** A pack as declarations; every expression in it is compiled here, once. Throws PackError on a bad one. */
export function declarePack(file: string, pack: Pack): RegistryModule {
  return {
    file,
    components: pack.components.map((component, index) => declareComponent(file, `/components/${index}`, component)),
    actions: pack.actions.map((action, index) => declareAction(file, `/actions/${index}`, action)),
    layouts: pack.layouts.map(({ id, title, root }) => ({ layoutId: id, title, root })),
    source: JSON.parse(JSON.stringify(pack)),
  };
}

function declareComponent(file: string, path: string, component: PackComponent): ComponentSpec {
  return { ...component, invariants: compileChecks(file, `${path}/invariants`, component.invariants) };
}

function declareAction(file: string, path: string, action: PackAction): ActionSpec {
  const { preconditions, changes, effects, cost, ...rest } = action;
  return {
    ...rest,
    cost: compileCost(file, `${path}/cost`, cost),
    preconditions: compileChecks(file, `${path}/preconditions`, preconditions),
    handle: compileChanges(file, `${path}/changes`, changes, action.targets),
    effects: requestEffects(effects),
    secrets: effects.flatMap(({ secret: name }, effect) => (name === undefined ? [] : [{ name, effect }])),
  };
}

function compileChecks(file: string, path: string, checks: readonly PackCheck[]) {
  return checks.map((check, index) => refuseAs(file, `${path}/${index}/check`, () => compileCondition(check)));
}
