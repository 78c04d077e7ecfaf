import type { EffectRequest } from '../contract/execution.ts';
import type { Json, JsonObject } from '../contract/json.ts';
import type { Issue } from '../contract/problem.ts';
import type { Layout } from '../contract/layout.ts';
import type { Risk, Visibility } from '../contract/registry.ts';
import type { ActionDeclaration, Change, Given } from '../domain/action.ts';
import type { Condition } from '../domain/condition.ts';
import type { MemoryChange } from '../domain/memory/fact-change.ts';

/** A component as it is written down; its schema is compiled when the catalog is loaded. */
export type ComponentSpec = {
  readonly id: string;
  readonly title: string;
  readonly stateSchema: JsonObject;
  readonly initialState: JsonObject;
  readonly invariants?: readonly Condition[];
};

/** An action as it is written down. Absent: version 1, low risk, visible to users, cost 1, confirmation where the risk is high. */
export type ActionSpec = {
  readonly id: string;
  readonly version?: number;
  readonly title: string;
  readonly description: string;
  readonly examples: readonly string[];
  /** The components that it may change: those listed, or all that there are. */
  readonly targets: readonly string[] | 'all';
  readonly risk?: Risk;
  readonly visibility?: Visibility;
  readonly confirmation?: boolean;
  readonly cost?: number | ((inputs: JsonObject) => number);
  readonly inputSchema: JsonObject;
  /** What is wrong with inputs that pass the schema, where a schema cannot say it. */
  readonly findIssues?: (inputs: JsonObject) => Issue[];
  readonly preconditions?: readonly Condition[];
  /** The version of the state that the handler also looks at, null where the inputs name none. */
  readonly lookBack?: (inputs: JsonObject) => number | null;
  readonly handle: (given: Given) => Change[];
  readonly effects?: (given: Given) => EffectRequest[];
  /** The secrets that its effects name, each with the effect's place. */
  readonly secrets?: ActionDeclaration['secrets'];
  /** What it makes of the caller's memory. */
  readonly remember?: (inputs: JsonObject) => MemoryChange;
};

/** What one file adds to the catalog. `source` is all that its behaviour depends on, as data, for the digest. */
export type RegistryModule = {
  readonly file: string;
  readonly components: readonly ComponentSpec[];
  readonly actions: readonly ActionSpec[];
  readonly layouts: readonly Layout[];
  readonly source: Json;
};
