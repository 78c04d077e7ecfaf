import type { ActionSummary, ComponentSummary } from '../contract/registry.ts';
import { versionedId } from '../domain/catalog.ts';
import type { ActionDeclaration } from '../domain/action.ts';
import type { ComponentDeclaration } from '../domain/component.ts';
import type { Condition } from '../domain/condition.ts';

/** Stands for all the components there are. */
const ANY_COMPONENT = '*';

/** One version of an action as the registry shows it, under its full id. */
export function summarizeAction(action: ActionDeclaration): ActionSummary {
  return {
    actionId: versionedId(action),
    version: action.version,
    title: action.title,
    description: action.description,
    examples: [...action.examples],
    targets: action.targetsAll ? [ANY_COMPONENT] : [...action.targets],
    risk: action.risk,
    cost: action.fixedCost,
    confirmation: action.confirmation,
    visibility: action.visibility,
    inputSchema: action.inputSchema,
    preconditions: action.preconditions.map(summarizeCondition),
    secrets: [...new Set(action.secrets?.map(({ name }) => name))],
  };
}

/** A component as the registry shows it. */
export function summarizeComponent(component: ComponentDeclaration): ComponentSummary {
  return {
    componentId: component.id,
    title: component.title,
    stateSchema: component.stateSchema,
    initialState: component.initialState,
    invariants: component.invariants.map(summarizeCondition),
  };
}

const summarizeCondition = ({ id, description }: Condition) => ({ id, description });
