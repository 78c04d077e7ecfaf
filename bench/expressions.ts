import jsonLogic from 'json-logic-js';
import type { Json } from '../contract/json.ts';
import { compileExpression } from '../domain/expression/compile.ts';
import { ExpressionError } from '../domain/expression/expression-error.ts';
import { seeded } from '../test/domain/expression/random.ts';
import { DATA, type Pair, randomExpressions } from '../test/domain/expression/random-expressions.ts';
import { alternate, median } from './measure.ts';
import type { Question } from './question.ts';

const GOAL = 0.3;
const CASES = 1_000_000;
const LEAST_COMPARED = 0.8;
const ROUNDS = 9;
const EXPRESSIONS = 500;
const REPEATS = 20;
const SEED = 20_261_123;

/** Do a million random expressions come to what json-logic-js makes of them, and in which part of its time? Ours are compiled once, as those of a policy or a pack are; theirs has no such step. */
export const expressions: Question = {
  id: 'P7',
  asks: `${CASES} random expressions beside json-logic-js: disagreements, and time`,
  goal: GOAL,
  goalInWords: `≤ ${GOAL} ×; 0 disagreements`,
  measure: async () => {
    const { disagreements, compared } = disagree();
    const pairs = comparablePairs();
    const compiled = pairs.map(({ ours }) => compileExpression(ours));
    const ours = async () => timed(() => compiled.forEach((expression) => expression.evaluate(DATA)), pairs.length);
    const theirs = async () => timed(() => pairs.forEach((pair) => jsonLogic.apply(pair.theirs, DATA)), pairs.length);
    const sides = await alternate({ rounds: ROUNDS, warmUp: 2 }, ours, theirs);
    const ok = sides.ratio <= GOAL && disagreements === 0 && compared >= CASES * LEAST_COMPARED;
    const detail = { disagreements, cases: CASES, compared, oursUs: median(sides.ours), theirsUs: median(sides.theirs), oursRoundsUs: sides.ours, theirsRoundsUs: sides.theirs };
    return { ratio: sides.ratio, rounds: ROUNDS, ok, detail };
  },
};

/** Counts the cases in which neither side errs, and those of them in which the two differ. */
function disagree(): { disagreements: number; compared: number } {
  const next = randomExpressions(seeded(SEED));
  let disagreements = 0;
  let compared = 0;
  for (let count = 0; count < CASES; count += 1) {
    const verdict = compare(next());
    if (verdict !== 'errs') compared += 1;
    if (verdict === 'differs') disagreements += 1;
  }
  return { disagreements, compared };
}

function compare(pair: Pair): 'agrees' | 'differs' | 'errs' {
  const answer = ours(pair.ours);
  if (answer === undefined) return 'errs';
  return JSON.stringify(answer) === JSON.stringify(plain(jsonLogic.apply(pair.theirs, DATA))) ? 'agrees' : 'differs';
}

/** Undefined where it errs on purpose: its numbers are those of JSON. Any other error is one of ours and ends the run. */
function ours(expression: Json): Json | undefined {
  try {
    return compileExpression(expression).evaluate(DATA);
  } catch (error) {
    if (error instanceof ExpressionError && error.message.includes('finite')) return undefined;
    throw error;
  }
}

/** Theirs has a negative zero, which JSON lacks. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return value === 0 ? 0 : value;
}

function comparablePairs(): Pair[] {
  const next = randomExpressions(seeded(SEED + 1));
  return Array.from({ length: EXPRESSIONS }, next).filter((pair) => compare(pair) === 'agrees');
}

/** Microseconds an expression. */
function timed(once: () => void, count: number): number {
  const began = performance.now();
  for (let repeat = 0; repeat < REPEATS; repeat += 1) once();
  return ((performance.now() - began) * 1_000) / (REPEATS * count);
}
