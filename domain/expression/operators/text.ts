import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { compileArguments, type Operator } from '../operator.ts';
import { spend } from '../run.ts';
import { finite, nameOf } from '../value.ts';

/** One half of a character that is written as a pair. */
const HALF = /[\ud800-\udfff]/;

/** Joins texts, numbers, true and false; the length of the result counts as steps. */
const cat: Operator = (call) => {
  const parts = compileArguments(call, 1);
  return (scope, run) => {
    spend(run, 1);
    let joined = '';
    for (const part of parts) {
      const value = part(scope, run);
      if (value === null || typeof value === 'object') throw new ExpressionError(`'cat' joins texts and numbers, not ${nameOf(value)}`);
      joined += String(value);
      spend(run, joined.length);
    }
    return joined;
  };
};

/** A text from a start, with a length; negative ones count from the end. Characters are whole, never half of a pair. */
const substr: Operator = (call) => {
  const [text = call.argument(0), start = call.argument(1), length] = compileArguments(call, 2, 3);
  return (scope, run) => {
    spend(run, 1);
    const source = textOf(text(scope, run), call.name);
    spend(run, source.length);
    const from = indexOf(start(scope, run), call.name);
    const to = length && indexOf(length(scope, run), call.name);
    if (!HALF.test(source)) return source.slice(from).slice(0, to);
    return Array.from(source).slice(from).slice(0, to).join('');
  };
};

const affix =
  (holds: (text: string, part: string) => boolean): Operator =>
  (call) => {
    const [text = call.argument(0), part = call.argument(1)] = compileArguments(call, 2, 2);
    return (scope, run) => {
      spend(run, 1);
      const whole = textOf(text(scope, run), call.name);
      return holds(whole, textOf(part(scope, run), call.name));
    };
  };

/** What works on texts. */
export const text = {
  cat,
  substr,
  starts_with: affix((whole, part) => whole.startsWith(part)),
  ends_with: affix((whole, part) => whole.endsWith(part)),
};

function textOf(value: Json, name: string): string {
  if (typeof value !== 'string') throw new ExpressionError(`'${name}' works on texts, not on ${nameOf(value)}`);
  return value;
}

function indexOf(value: Json, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new ExpressionError(`'${name}' counts in whole numbers, not in ${nameOf(value)}`);
  return finite(value);
}
