import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { isHostileName } from '../hostile-name.ts';
import { assertCount, type Call, compileArguments, type Operator } from '../operator.ts';
import { readPath, type Step, stepsOf } from '../read-path.ts';
import { type Evaluate, type Run, type Scope, spend } from '../run.ts';
import { nameOf } from '../value.ts';

const MAX_SEGMENTS = 32;

/**
 * `val` reads a path of own properties and list indices, one segment an argument; what is not there is null.
 * Inside map, filter, all, some and none it starts at the current item, so `{"val": []}` is the item itself, and inside
 * reduce at `{current, accumulator}`. A list of one number as the first segment climbs: levels come in pairs, so
 * `[[1], "index"]` is the place of the item in its list, `[[2], …]` starts one iteration further out,
 * `[[4], …]` two. Climbing further than the context is refused at load.
 */
const val: Operator = (call) => compilePath(call, (found) => found ?? null);

/** `exists` takes a path like `val` and tells whether something is there, be it null. */
const exists: Operator = (call) => {
  assertCount(call, 1);
  return compilePath(call, (found) => found !== undefined);
};

/** `??` is the first argument that is not null. */
const firstPresent: Operator = (call) => {
  const candidates = compileArguments(call, 1);
  return (scope, run) => {
    spend(run, 1);
    for (const candidate of candidates) {
      const value = candidate(scope, run);
      if (value !== null) return value;
    }
    return null;
  };
};

/** What reads the context. */
export const access = { val, exists, '??': firstPresent };

/** What a call makes of the value at its path; undefined where nothing is there. */
type Answer = (found: Json | undefined) => Json;

function compilePath(call: Call, answer: Answer): Evaluate {
  assertCount(call, 0, MAX_SEGMENTS);
  const climb = writtenClimb(call);
  const first = climb === null ? 0 : 1;
  const written = call.args.slice(first);
  const segments = written.map((segment, index) => compileSegment(call, segment, first + index));
  const levels = climb ?? 0;
  const iterations = Math.floor(levels / 2);
  call.looksAt(call.iterations - iterations);
  if (levels % 2 === 1) return indexReader(call, written, iterations, answer);
  const isWritten = written.every((segment) => typeof segment === 'string' || typeof segment === 'number');
  if (iterations < call.iterations) return isWritten ? itemReader(iterations, stepsOf(written.map(String)), answer) : computedItemReader(iterations, segments, answer);
  call.reads(written.map((segment) => (typeof segment === 'object' ? null : String(segment))));
  return isWritten ? contextReader(written.map(String), answer) : computedContextReader(segments, answer);
}

/** Reads an item: most of them the innermost one, whole or by one name. */
function itemReader(iterations: number, steps: readonly Step[], answer: Answer): Evaluate {
  return (scope, run) => {
    spend(run, 1);
    const { item } = iterations === 0 ? scope : outer(scope, iterations);
    return answer(readPath(item, steps));
  };
}

function computedItemReader(iterations: number, segments: readonly Evaluate[], answer: Answer): Evaluate {
  return (scope, run) => {
    spend(run, 1);
    return answer(readPath(outer(scope, iterations).item, stepsOf(pathOf(segments, scope, run))));
  };
}

/** Reads the context by a path without expressions, which is the same each time. */
function contextReader(path: readonly string[], answer: Answer): Evaluate {
  const steps = stepsOf(path);
  return (_scope, run) => {
    spend(run, 1);
    const found = readPath(run.context, steps);
    if (run.onRead !== undefined) run.onRead(path, found ?? null);
    return answer(found);
  };
}

function computedContextReader(segments: readonly Evaluate[], answer: Answer): Evaluate {
  return (scope, run) => {
    spend(run, 1);
    const path = pathOf(segments, scope, run);
    const found = readPath(run.context, stepsOf(path));
    run.onRead?.(path, found ?? null);
    return answer(found);
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

function indexReader({ refuse }: Call, written: readonly Json[], iterations: number, answer: Answer): Evaluate {
  const [name] = written;
  if (written.length !== 1 || name !== 'index') return refuse("an odd climb reads the iteration, which has an 'index' only");
  return (scope, run) => {
    spend(run, 1);
    return answer(outer(scope, iterations).index);
  };
}

function compileSegment(call: Call, segment: Json, index: number): Evaluate {
  if (typeof segment === 'string' && isHostileName(segment)) call.refuse(`the name '${segment}' is not allowed in a path`);
  if (typeof segment === 'number' && !(Number.isInteger(segment) && segment >= 0)) call.refuse('a list index is a whole number from 0');
  if (segment === null || typeof segment === 'boolean' || Array.isArray(segment)) call.refuse(`a path segment is a text, a number or an expression, not ${nameOf(segment)}`);
  return call.argument(index);
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
