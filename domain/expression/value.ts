import type { Json, JsonObject } from '../../contract/json.ts';
import { ExpressionError } from './expression-error.ts';
import { type Run, spend } from './run.ts';

const MAX_DEPTH = 64;

/** False, null, zero, the empty text and the empty list are false, as in JsonLogic; everything else is true. */
export function isTrue(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

export function isList(value: Json | readonly Json[]): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a message calls a value. */
export function nameOf(value: Json): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value === 'number') return 'a number';
  return typeof value === 'string' ? 'a text' : 'an object';
}

/** A number that JSON can carry; throws on NaN and infinity, and has no negative zero. */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw new ExpressionError('the result is not a finite number');
  return value === 0 ? 0 : value;
}

/** Whether two values are the same, lists and objects by their content. Nothing is coerced: 1 is not '1'. */
export function sameValue(left: Json, right: Json, run: Run, depth = 0): boolean {
  spend(run, 1);
  if (left === right) return true;
  if (depth > MAX_DEPTH) throw new ExpressionError(`a value is nested deeper than ${MAX_DEPTH}`);
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length && left.every((item, index) => sameValue(item, right[index] ?? null, run, depth + 1));
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && sameValue(left[name] ?? null, right[name] ?? null, run, depth + 1));
}

/** A copy that shares nothing with the context, so that a result can become state; its size counts as steps. */
export function copyValue(value: Json, run: Run): Json {
  return copyPart(value, run, 0);
}

function copyParts(value: readonly Json[] | JsonObject, run: Run, depth: number): Json {
  if (depth > MAX_DEPTH) throw new ExpressionError(`the result is nested deeper than ${MAX_DEPTH}`);
  if (isList(value)) {
    spend(run, value.length);
    const copy: Json[] = [];
    for (const part of value) copy.push(copyPart(part, run, depth + 1));
    return copy;
  }
  const members = Object.entries(value);
  spend(run, members.length);
  return Object.fromEntries(members.map(([name, part]) => [name, copyPart(part, run, depth + 1)]));
}

function copyPart(part: Json, run: Run, depth: number): Json {
  return part === null || typeof part !== 'object' ? part : copyParts(part, run, depth);
}
