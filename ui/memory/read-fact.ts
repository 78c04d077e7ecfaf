import type { Json } from '../../contract/json.ts';

/** What a person has typed as a value, and how it was taken. */
export type ReadFact = { value: Json; as: string };

/** Reads what was typed: as JSON if it is that, else as the text that it is. */
export function readFact(typed: string): ReadFact {
  const text = typed.trim();
  try {
    const value: Json = JSON.parse(text);
    return { value, as: kindOf(value) };
  } catch {
    return { value: text, as: 'text, because it is no JSON' };
  }
}

/** A value as it is typed: a text plain unless it would be read as something else. */
export function typedFact(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  return readFact(value).value === value ? value : JSON.stringify(value);
}

function kindOf(value: Json): string {
  if (value === null) return 'JSON, null';
  if (Array.isArray(value)) return `JSON, a list of ${value.length}`;
  return typeof value === 'string' ? 'text' : `JSON, ${typeof value === 'object' ? 'an object' : `a ${typeof value}`}`;
}
