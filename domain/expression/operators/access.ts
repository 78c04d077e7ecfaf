import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { isHostileName } from '../hostile-name.ts';
import { assertCount, type Call, compileArguments, type Operator } from '../operator.ts';
import type { Evaluate, Run, Scope } from '../run.ts';
import { nameOf } from '../value.ts';

const MAX_SEGMENTS = 32;

/**
 * `val` reads a path of own properties and list indices, one segment an argument; what is not there is null.
 * Inside map, filter, all, some and none it starts at the current item, so `{"val": []}` is the item itself, and inside
 * reduce at `{current, accumulator}`. A list of one number as the first segment climbs: levels come in pairs, so
 * `[[1], "index"]` is the place of the item in its list, `[[2], …]` starts one iteration further out,
 * `[[4], …]` two. Climbing further than the context is refused at load.
 */
const val: Operator = (call) => {
  const find = compilePath(call);
  return (scope, run) => find(scope, run) ?? null;
};

/** `exists` takes a path like `val` and tells whether something is there, be it null. */
const exists: Operator = (call) => {
  assertCount(call, 1);
  const find = compilePath(call);
  return (scope, run) => find(scope, run) !== undefined;
};

/** `??` is the first argument that is not null. */
const firstPresent: Operator = (call) => {
  const candidates = compileArguments(call, 1);
  return (scope, run) => {
    for (const candidate of candidates) {
      const value = candidate(scope, run);
      if (value !== null) return value;
    }
    return null;
  };
};

/** What reads the context. */
export const access = { val, exists, '??': firstPresent };

function compilePath(call: Call): (scope: Scope, run: Run) => Json | undefined {
  assertCount(call, 0, MAX_SEGMENTS);
  const climb = writtenClimb(call);
  const first = climb === null ? 0 : 1;
  const written = call.args.slice(first);
  const segments = written.map((segment, index) => compileSegment(call, segment, first + index));
  const levels = climb ?? 0;
  const iterations = Math.floor(levels / 2);
  if (levels % 2 === 1) return indexFinder(call, written, iterations);
  const pathAt = pathFinder(written, segments);
  if (iterations < call.iterations) return (scope, run) => follow(outer(scope, iterations).item, pathAt(scope, run));
  call.reads(written.map((segment) => (typeof segment === 'object' ? null : String(segment))));
  return (scope, run) => {
    const path = pathAt(scope, run);
    const value = follow(run.context, path);
    run.onRead?.(path, value ?? null);
    return value;
  };
}

/** The number of levels that a call climbs, null where it does not. */
function writtenClimb({ args, iterations, refuse }: Call): number | null {
  const [first] = args;
  if (!Array.isArray(first)) return null;
  const [levels] = first;
  if (first.length !== 1 || typeof levels !== 'number' || !Number.isInteger(levels)) return refuse('a path climbs by a list of one whole number, such as [[2], "name"]');
  if (Math.abs(levels) > iterations * 2) return refuse(`the path climbs ${Math.abs(levels)} levels, but only ${iterations * 2} are around it`);
  return Math.abs(levels);
}

function indexFinder({ refuse }: Call, written: readonly Json[], iterations: number): (scope: Scope) => Json {
  const [name] = written;
  if (written.length !== 1 || name !== 'index') return refuse("an odd climb reads the iteration, which has an 'index' only");
  return (scope) => outer(scope, iterations).index;
}

function compileSegment(call: Call, segment: Json, index: number): Evaluate {
  if (typeof segment === 'string' && isHostileName(segment)) call.refuse(`the name '${segment}' is not allowed in a path`);
  if (typeof segment === 'number' && !(Number.isInteger(segment) && segment >= 0)) call.refuse('a list index is a whole number from 0');
  if (segment === null || typeof segment === 'boolean' || Array.isArray(segment)) call.refuse(`a path segment is a text, a number or an expression, not ${nameOf(segment)}`);
  return call.argument(index);
}

/** A path without expressions is the same each time. */
function pathFinder(written: readonly Json[], segments: readonly Evaluate[]): (scope: Scope, run: Run) => readonly string[] {
  if (written.some((segment) => typeof segment !== 'string' && typeof segment !== 'number')) return (scope, run) => pathOf(segments, scope, run);
  const path = written.map(String);
  return () => path;
}

function pathOf(segments: readonly Evaluate[], scope: Scope, run: Run): string[] {
  return segments.map((evaluate) => {
    const segment = evaluate(scope, run);
    if (typeof segment === 'number' && Number.isInteger(segment) && segment >= 0) return String(segment);
    if (typeof segment !== 'string') throw new ExpressionError(`a path segment is a text or a list index, not ${nameOf(segment)}`);
    if (isHostileName(segment)) throw new ExpressionError(`the name '${segment}' is not allowed in a path`);
    return segment;
  });
}

function outer(scope: Scope, iterations: number): Scope {
  let found = scope;
  for (let climbed = 0; climbed < iterations && found.around; climbed += 1) found = found.around;
  return found;
}

function follow(start: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = start;
  for (const segment of path) {
    if (value === undefined || value === null || typeof value !== 'object') return undefined;
    // A list has own properties besides its items, such as its length; only the items are data.
    if (Array.isArray(value)) value = /^(?:0|[1-9]\d{0,9})$/.test(segment) ? value[Number(segment)] : undefined;
    else value = Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}
