import type { Json, JsonObject } from '../../contract/json.ts';
import { pointerOf } from '../state/pointer.ts';
import { ExpressionError } from './expression-error.ts';
import { createFolder, type Fold } from './fold.ts';
import { isHostileName, isPlainText } from './hostile-name.ts';
import type { Call } from './operator.ts';
import { OPERATORS } from './operators.ts';
import { type Evaluate, type ReadListener, type SharedSteps, spend, startRun } from './run.ts';
import { copyValue, isList, isObject } from './value.ts';

const MAX_DEPTH = 32;
const MAX_NODES = 1_000;
const MAX_TEXT = 10_000;

/** A compiled expression. It is pure, ends within a fixed number of steps, and sees nothing but its context. */
export type Expression = {
  /** The value, sharing nothing with the context. Throws ExpressionError where the expression errs; hears of reads in order. */
  readonly evaluate: (context: JsonObject, onRead?: ReadListener, shared?: SharedSteps) => Json;
  /** The paths below `state` that it can read, as far as they are written; a null stands for a segment worked out later. */
  readonly statePaths: readonly (readonly (string | null)[])[];
  /** The names at the root of the context that it reads, as far as they are written. */
  readonly roots: readonly string[];
};

/**
 * Compiles JsonLogic to closures. An object with exactly one key is an expression when the key is one of the closed
 * list of operators, and refused otherwise, since it is most likely a misspelt one. Every other object, and every list
 * that is not the arguments of an operator, is a literal whose parts are expressions in turn; `{"preserve": …}` takes
 * anything as plain data. A missing value is null; nothing is coerced, so a wrong type is an error, and so are NaN and
 * infinity. Names that reach behind data, nesting beyond 32 and more than 1,000 nodes are refused here.
 */
export function compileExpression(expression: Json): Expression {
  const build: Build = { nodes: 0, statePaths: [], roots: new Set(), outermost: Infinity, fold: createFolder() };
  const root = compile(expression, { build, pointer: '', depth: 0, iterations: 0 });
  return {
    statePaths: build.statePaths,
    roots: [...build.roots],
    evaluate: (context, onRead, shared) => {
      const run = startRun(context, onRead, shared);
      const granted = run.stepsLeft;
      try {
        return copyValue(root({ item: context, index: 0, around: null }, run), run);
      } finally {
        if (shared !== undefined) shared.left -= granted - run.stepsLeft;
      }
    },
  };
}

type Build = {
  nodes: number;
  readonly statePaths: (string | null)[][];
  readonly roots: Set<string>;
  /** How many iterations are around what the part being compiled looks at, at the least: none around the context. */
  outermost: number;
  readonly fold: Fold;
};
type Place = { readonly build: Build; readonly pointer: string; readonly depth: number; readonly iterations: number };

/** A part that looks at nothing from outside of it always comes to the same, and is worked out here. */
function compile(json: Json, place: Place): Evaluate {
  assertAllowed(json, place);
  if (json === null || typeof json !== 'object') return () => json;
  const { build, iterations } = place;
  const before = build.outermost;
  build.outermost = Infinity;
  const evaluate = compilePart(json, place);
  const isConstant = build.outermost > iterations;
  build.outermost = Math.min(before, build.outermost);
  return isConstant ? build.fold(evaluate) : evaluate;
}

function compilePart(json: readonly Json[] | JsonObject, place: Place): Evaluate {
  if (isList(json)) return compileList(json, place);
  const [name, ...others] = Object.keys(json);
  return name !== undefined && others.length === 0 ? compileCall(name, json[name] ?? null, place) : compileObject(json, place);
}

function compileList(json: readonly Json[], place: Place): Evaluate {
  const items = json.map((item, index) => compile(item, below(place, index)));
  return (scope, run) => {
    spend(run, 1 + items.length);
    return items.map((item) => item(scope, run));
  };
}

function compileObject(json: JsonObject, place: Place): Evaluate {
  const members = Object.entries(json).map(([name, member]) => ({ name, member: compile(member, below(place, name)) }));
  return (scope, run) => {
    spend(run, 1 + members.length);
    const made: JsonObject = {}; // No name in it reaches behind the data: such names are refused above.
    for (const { name, member } of members) made[name] = member(scope, run);
    return made;
  };
}

function compileCall(name: string, written: Json, place: Place): Evaluate {
  const operator = OPERATORS.get(name);
  if (!operator) throw new ExpressionError(adviceOn(name), place.pointer);
  return operator(openCall(name, written, place));
}

function openCall(name: string, written: Json, place: Place): Call {
  const args = Array.isArray(written) ? written : [written];
  const inside = below(place, name);
  const argument = (index: number, iterations: number) => {
    const json = args[index];
    if (json === undefined) throw new ExpressionError(`'${name}' lacks an argument`, place.pointer);
    return compile(json, { ...(Array.isArray(written) ? { ...below(inside, index), depth: inside.depth } : inside), iterations });
  };
  return {
    name,
    args,
    iterations: place.iterations,
    argument: (index) => argument(index, place.iterations),
    body: (index) => argument(index, place.iterations + 1),
    looksAt: (iterations) => {
      place.build.outermost = Math.min(place.build.outermost, iterations);
    },
    reads: (path) => noteRead(path, place.build),
    data: () => {
      assertData(written, inside);
      return written;
    },
    refuse: (reason) => {
      throw new ExpressionError(reason, place.pointer);
    },
  };
}

function below(place: Place, segment: string | number): Place {
  return { ...place, pointer: place.pointer + pointerOf([segment]), depth: place.depth + 1 };
}

function noteRead([root, ...path]: readonly (string | null)[], { statePaths, roots }: Build): void {
  if (root !== undefined && root !== null) roots.add(root);
  // Without a written first segment the call can read anything, the whole state included.
  if (root === undefined || root === null) statePaths.push([null]);
  else if (root === 'state') statePaths.push(path.length === 0 ? [null] : path);
}

function assertData(json: Json, place: Place): void {
  assertAllowed(json, place);
  if (json === null || typeof json !== 'object') return;
  for (const [name, part] of Object.entries(json)) assertData(part, below(place, name));
}

/** What holds of every part of an expression, plain data included. */
function assertAllowed(json: Json, { build, pointer, depth }: Place): void {
  const refuseIf = (wrong: boolean, reason: string) => {
    if (wrong) throw new ExpressionError(reason, pointer);
  };
  build.nodes += 1;
  refuseIf(build.nodes > MAX_NODES, `the expression has more than ${MAX_NODES} nodes`);
  refuseIf(typeof json === 'number' && !Number.isFinite(json), 'a number must be finite');
  refuseIf(typeof json === 'string' && json.length > MAX_TEXT, `a text has at most ${MAX_TEXT} characters`);
  refuseIf(typeof json === 'string' && !isPlainText(json), 'a text must be well-formed, without NUL');
  refuseIf(!['string', 'number', 'boolean', 'object'].includes(typeof json), 'expected JSON');
  if (json === null || typeof json !== 'object') return;
  refuseIf(depth >= MAX_DEPTH, `the expression is nested deeper than ${MAX_DEPTH}`);
  if (!isObject(json)) return;
  const hostile = Object.keys(json).find((name) => isHostileName(name) || !isPlainText(name));
  refuseIf(hostile !== undefined, `the name ${JSON.stringify(hostile)} is not allowed`);
}

function adviceOn(name: string): string {
  if (name === 'var') return `'var' is not an operator here; use 'val' with a list of names, such as {"val": ["state", "demo.counter", "value"]}`;
  return `'${name}' is not an operator; for data with one key write {"preserve": {"${name}": …}}`;
}
