import type { Json } from '../../contract/json.ts';
import type { Evaluate } from './run.ts';

/** One written use of an operator, while it is compiled. */
export type Call = {
  readonly name: string;
  /** The arguments as written; one that is not in a list counts as a list of one. */
  readonly args: readonly Json[];
  /** How many iterations are around this call. */
  readonly iterations: number;
  /** Compiles one argument in the scope of the call. */
  readonly argument: (index: number) => Evaluate;
  /** Compiles one argument that will see the items of this call. */
  readonly body: (index: number) => Evaluate;
  /** Notes that the call looks at an item that has so many iterations around it; none is the context. */
  readonly looksAt: (iterations: number) => void;
  /** Notes which part of the context the call will read; a null stands for a segment that is worked out later. */
  readonly reads: (path: readonly (string | null)[]) => void;
  /** What stands behind the operator, whole, as plain data: checked like everything else, but not compiled. */
  readonly data: () => Json;
  /** Throws an ExpressionError that names this place. */
  readonly refuse: (reason: string) => never;
};

/** Turns a call into a closure that spends at least one step; whatever can be wrong with the writing of it is refused here, not later. */
export type Operator = (call: Call) => Evaluate;

/** Throws unless the call has between `least` and `most` arguments. */
export function assertCount({ name, args, refuse }: Call, least: number, most = Infinity): void {
  if (args.length >= least && args.length <= most) return;
  const expected = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  refuse(`'${name}' takes ${expected} argument${expected === '1' || expected === 'at least 1' ? '' : 's'}, not ${args.length}`);
}

/** Compiles all arguments of a call that has between `least` and `most` of them. */
export function compileArguments(call: Call, least: number, most?: number): Evaluate[] {
  assertCount(call, least, most);
  return call.args.map((_argument, index) => call.argument(index));
}
