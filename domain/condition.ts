import type { Json, JsonObject } from '../contract/json.ts';

/** A named test over `state` (and `inputs`, for a precondition). `holds` throws where the expression errs. */
export type Condition = {
  readonly id: string;
  readonly description: string;
  /** The component ids that the expression names, in `val` paths that begin with `state`. */
  readonly reads: readonly string[];
  /** The same as paths below `state`; a null stands for a segment that is worked out later. */
  readonly statePaths: readonly (readonly (string | null)[])[];
  /** Whether it asks for inputs, or may. */
  readonly readsInputs: boolean;
  /** The plain values that it is written with. */
  readonly literals: readonly Json[];
  readonly holds: (context: { state: { readonly [componentId: string]: JsonObject }; inputs?: JsonObject }) => boolean;
};
