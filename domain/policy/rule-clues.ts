import type { Json } from '../../contract/json.ts';
import { isObject } from '../expression/value.ts';

type Plain = string | number | boolean | null;

/** What has to be so at one path of the context for a condition to hold. */
export type Clue = { readonly path: readonly string[]; readonly wanted: Wanted };
export type Wanted =
  | { readonly is: 'among'; readonly values: readonly Plain[] }
  | { readonly is: 'equal'; readonly value: string | number }
  | { readonly is: 'above' | 'below'; readonly bound: number; readonly orEqual: boolean }
  | { readonly is: 'beginning'; readonly text: string };

/**
 * The clues of a condition: while none of them is given, it is false, and errs nowhere. Null where it is not written so
 * that this could be told without working it out.
 */
export function cluesOf(condition: Json): readonly Clue[] | null {
  const call = callOf(condition);
  if (call === null) return null;
  const [first = null, ...others] = call.args;
  switch (call.name) {
    case 'and': // It ends at the first part that is false, before it looks at the others.
    case '!!':
      return cluesOf(first);
    case 'or':
      return [first, ...others].reduce<readonly Clue[] | null>((clues, part) => joined(clues, cluesOf(part)), []);
    default: {
      const clue = others.length === 1 ? clueOf(call.name, first, others[0] ?? null) : null;
      return clue && [clue];
    }
  }
}

/** Whether a clue is given by what is at its path, or cannot be told because a comparison would err; a missing value is null. */
export function isGiven(wanted: Wanted, value: Json): boolean {
  switch (wanted.is) {
    case 'among':
      return isPlain(value) && wanted.values.includes(value);
    case 'equal':
      return typeof value !== typeof wanted.value || value === wanted.value;
    case 'above':
      return typeof value !== 'number' || value > wanted.bound || (wanted.orEqual && value === wanted.bound);
    case 'below':
      return typeof value !== 'number' || value < wanted.bound || (wanted.orEqual && value === wanted.bound);
    case 'beginning':
      return typeof value !== 'string' || value.startsWith(wanted.text);
  }
}

const joined = (left: readonly Clue[] | null, right: readonly Clue[] | null): readonly Clue[] | null => (left === null || right === null ? null : [...left, ...right]);

/** What a comparison with the sides changed comes to. */
const TURNED: { readonly [name: string]: string } = { '===': '===', '==': '==', '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

/** One comparison of a path with something written. */
function clueOf(name: string, left: Json, right: Json): Clue | null {
  const path = pathOf(left);
  if (path !== null) {
    const wanted = wantedOf(name, right);
    return wanted && { path, wanted };
  }
  const turned = pathOf(right) && TURNED[name];
  return turned ? clueOf(turned, right, left) : null;
}

function wantedOf(name: string, written: Json): Wanted | null {
  switch (name) {
    case '===':
      return isPlain(written) ? { is: 'among', values: [written] } : null;
    case '==':
      return typeof written === 'string' || typeof written === 'number' ? { is: 'equal', value: written } : null;
    case 'in':
      return Array.isArray(written) && written.every(isPlain) ? { is: 'among', values: written } : null;
    case 'starts_with':
      return typeof written === 'string' ? { is: 'beginning', text: written } : null;
    case '>':
    case '>=':
      return typeof written === 'number' ? { is: 'above', bound: written, orEqual: name === '>=' } : null;
    case '<':
    case '<=':
      return typeof written === 'number' ? { is: 'below', bound: written, orEqual: name === '<=' } : null;
    default:
      return null;
  }
}

/** The path of a `val` that is written out; null for everything else. */
function pathOf(json: Json): readonly string[] | null {
  const call = callOf(json);
  if (call?.name !== 'val' || call.args.length === 0) return null;
  return call.args.every((segment) => typeof segment === 'string') ? call.args : null;
}

function callOf(json: Json): { name: string; args: readonly Json[] } | null {
  if (!isObject(json)) return null;
  const [name, ...others] = Object.keys(json);
  if (name === undefined || others.length > 0) return null;
  const written = json[name] ?? null;
  return { name, args: Array.isArray(written) ? written : [written] };
}

function isPlain(json: Json): json is Plain {
  return json === null || typeof json !== 'object';
}
