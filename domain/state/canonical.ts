import type { Json } from '../../contract/json.ts';

/**
 * Writes JSON as RFC 8785 (JSON Canonicalization Scheme) text: keys sorted by UTF-16 code units, no white space,
 * numbers and strings as ECMAScript serialises them. Throws on NaN and infinities, which JSON does not have.
 */
export function canonicalText(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return canonicalList(value);
  if (typeof value === 'object' && value !== null) return canonicalObject(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is not a JSON number`);
  return String(value);
}

/** Text that stands in JSON as it is: what most strings are, and all names. */
const PLAIN = /^[ !#-[\]-~]*$/;

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** Grows one text, because every commit hashes its whole row. */
function canonicalObject(object: { [key: string]: Json }): string {
  let text = '';
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalText(member)}`;
  }
  return `{${text}}`;
}

function canonicalList(list: readonly Json[]): string {
  let text = '';
  for (const item of list) text += text === '' ? canonicalText(item) : `,${canonicalText(item)}`;
  return `[${text}]`;
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  return canonicalText(left) === canonicalText(right);
}
