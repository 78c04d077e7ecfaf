import type { EffectRequest } from '../contract/execution.ts';
import type { Json, JsonObject } from '../contract/json.ts';
import type { MissingInput } from '../contract/decision.ts';
import type { Issue } from '../contract/problem.ts';
import type { Risk, Visibility } from '../contract/registry.ts';
import type { Condition } from './condition.ts';
import type { MemoryChange } from './memory/fact-change.ts';

/** The state of a project: one JSON object per component. */
export type Components = { readonly [componentId: string]: JsonObject };

/** What a handler may look at: the state before the action, inputs that passed the schema, and an earlier state where the action asks for it. */
export type Given = { readonly state: Components; readonly inputs: JsonObject; readonly past?: Components };

/** One change that a handler asks for; the first segment of `path` is the component id. An integer is a list index, `-` appends. */
export type Change =
  | { readonly path: readonly (string | number)[]; readonly value: Json }
  | { readonly path: readonly (string | number)[]; readonly remove: true };

/** Inputs as the action's schema sees them: with its defaults filled in, or what is wrong and what is missing. */
export type InputCheck = { ok: true; inputs: JsonObject } | { ok: false; issues: Issue[]; missing: MissingInput[] };

/** One version of something that can be done. Its functions are pure: same input, same answer, no effect. */
export type ActionDeclaration = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  readonly examples: readonly string[];
  /** The components that the handler may read and change. */
  readonly targets: readonly string[];
  /** Whether its targets are all the components there are. */
  readonly targetsAll?: boolean;
  /** The version of the state that it looks back at, null where the inputs name none; absent where it looks at the present alone. */
  readonly lookBack?: (inputs: JsonObject) => number | null;
  readonly risk: Risk;
  readonly visibility: Visibility;
  readonly confirmation: boolean;
  /** The fixed cost in budget units, null where it depends on the inputs. */
  readonly fixedCost: number | null;
  /** The cost of these inputs in budget units; throws where the expression errs. */
  readonly cost: (inputs: JsonObject) => number;
  readonly inputSchema: JsonObject;
  readonly checkInputs: (inputs: JsonObject) => InputCheck;
  readonly preconditions: readonly Condition[];
  /** Throws an Error with a plain sentence when the changes cannot be worked out. */
  readonly handle: (given: Given) => Change[];
  readonly effects: (given: Given) => EffectRequest[];
  /** The secrets of the project that its effects name, each with the effect's place; absent where they name none. */
  readonly secrets?: readonly { readonly name: string; readonly effect: number }[];
  /** What it makes of the caller's memory, which is no state; absent where it has nothing to do with that. */
  readonly remember?: (inputs: JsonObject) => MemoryChange;
};
