import type { Json, JsonObject } from '../../contract/json.ts';
import { canonicalText } from '../state/canonical.ts';

const MAX_VALUES = 16;

/**
 * Values that are worth a try for one input, likely ones first: its default, its constant, the literals of what must come to
 * hold, true and false, its options, the neighbours of the literals, and its bounds. Which of them fit, the action's own check says.
 */
export function candidateValues(schema: JsonObject, literals: readonly Json[]): Json[] {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const options = Array.isArray(schema.enum) ? schema.enum : [];
  const truths: Json[] = type === 'boolean' ? [true, false] : [];
  const isNumber = type === 'integer' || type === 'number';
  const bounds = isNumber ? [minimum, maximum, beside(exclusiveMinimum, 1), beside(exclusiveMaximum, -1)] : [];
  const neighbours = isNumber ? literals.flatMap((literal) => [beside(literal, 1), beside(literal, -1)]) : [];
  const values = [schema.default, schema.const, ...literals.filter((literal) => fits(type, literal)), ...truths, ...options, ...neighbours, ...bounds];
  const distinct = new Map<string, Json>();
  for (const value of values) if (value !== undefined && distinct.size < MAX_VALUES) distinct.set(canonicalText(value), value);
  return [...distinct.values()];
}

function beside(value: Json | undefined, step: number): number | undefined {
  return typeof value === 'number' ? value + step : undefined;
}

/** Whether a literal can be of the type that a schema names; where it names none or several, it may. */
function fits(type: Json | undefined, literal: Json): boolean {
  if (type === 'integer' || type === 'number') return typeof literal === 'number';
  return type !== 'string' && type !== 'boolean' ? true : typeof literal === type;
}
