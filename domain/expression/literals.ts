import type { Json } from '../../contract/json.ts';

const PATHS: readonly string[] = ['val', 'exists'];
const MAX_LITERALS = 32;

/** The plain values that an expression is written with, each once, in order. The names in its paths are not among them, and null is none. */
export function literalsOf(expression: Json): Json[] {
  const found = new Map<string, Json>();
  collect(expression, found);
  return [...found.values()];
}

function collect(json: Json, found: Map<string, Json>): void {
  if (json === null || found.size >= MAX_LITERALS) return;
  if (typeof json !== 'object') {
    found.set(JSON.stringify(json), json);
    return;
  }
  const [name, ...others] = Object.keys(json);
  if (!Array.isArray(json) && others.length === 0 && name !== undefined && PATHS.includes(name)) return;
  for (const part of Object.values(json)) collect(part, found);
}
