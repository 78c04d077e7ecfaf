import type { JsonObject } from '../contract/json.ts';
import type { Issue } from '../contract/problem.ts';
import type { Condition } from './condition.ts';

/** One thing that has state: its schema, where it starts, and what must always hold of it. */
export type ComponentDeclaration = {
  readonly id: string;
  readonly title: string;
  readonly stateSchema: JsonObject;
  readonly initialState: JsonObject;
  readonly invariants: readonly Condition[];
  /** What breaks the state schema; empty when the state fits. */
  readonly checkState: (state: JsonObject) => Issue[];
};
