import type { Json } from '../../../contract/json.ts';
import { ExpressionError } from '../expression-error.ts';
import { compileArguments, type Operator } from '../operator.ts';
import { type Run, spend } from '../run.ts';
import { isObject, nameOf, sameValue } from '../value.ts';

const MAX_NEEDLE = 1_000;

/** Whether a list has an item, compared without coercion, or a text has a part. */
const within: Operator = (call) => {
  const [needle = call.argument(0), hay = call.argument(1)] = compileArguments(call, 2, 2);
  return (scope, run) => {
    spend(run, 1);
    const part = needle(scope, run);
    const whole = hay(scope, run);
    if (Array.isArray(whole)) return isAmong(part, whole, run);
    if (typeof whole !== 'string') throw new ExpressionError(`'in' looks into a list or a text, not into ${nameOf(whole)}`);
    return textWithin(part, whole, run);
  };
};

/** One list of all arguments, where each list among them stands for its items. */
const merge: Operator = (call) => {
  const parts = compileArguments(call, 1);
  return (scope, run) => {
    spend(run, 1);
    const merged: Json[] = [];
    for (const part of parts) add(part(scope, run), merged);
    spend(run, merged.length);
    return merged;
  };
};

/** How many items a list, characters a text, or names an object has. */
const length: Operator = (call) => {
  const [counted = call.argument(0)] = compileArguments(call, 1, 1);
  return (scope, run) => {
    spend(run, 1);
    const value = counted(scope, run);
    if (Array.isArray(value)) return value.length;
    if (typeof value !== 'string' && !isObject(value)) throw new ExpressionError(`'length' counts a list, a text or an object, not ${nameOf(value)}`);
    const parts = typeof value === 'string' ? Array.from(value) : Object.keys(value);
    spend(run, parts.length);
    return parts.length;
  };
};

/** What works on lists and texts as a whole. */
export const list = { in: within, merge, length };

function isAmong(part: Json, items: readonly Json[], run: Run): boolean {
  for (const item of items) if (sameValue(item, part, run)) return true;
  return false;
}

function add(value: Json, merged: Json[]): void {
  if (!Array.isArray(value)) merged.push(value);
  else for (const item of value) merged.push(item);
}

function textWithin(part: Json, whole: string, run: Run): boolean {
  if (typeof part !== 'string') throw new ExpressionError(`'in' looks for a text in a text, not for ${nameOf(part)}`);
  if (part.length > MAX_NEEDLE) throw new ExpressionError(`'in' looks for at most ${MAX_NEEDLE} characters`);
  spend(run, whole.length);
  return whole.includes(part);
}
