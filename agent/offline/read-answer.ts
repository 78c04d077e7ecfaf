import type { JsonObject } from '../../contract/json.ts';
import type { ActionIndex, ActionProfile } from './index-actions.ts';
import type { InputField } from './input-field.ts';
import { matchAction } from './match-action.ts';
import { readValue } from './read-value.ts';
import { readSegment } from './segment.ts';

/** Reads an answer to 'I need: …' as values of the fields asked for; null when it is no such answer. */
export function readAnswer(action: ActionProfile, fields: readonly InputField[], answer: string, index: ActionIndex): JsonObject | null {
  return readByName(action, fields, answer, index) ?? readBare(fields, answer) ?? readInOrder(fields, answer);
}

const leadIn = /^(?:(?:to|by|at|it['’]s|it is|use|with|=)\s+)+/iu;
const politeEnd = /[\s,]*(?:please|thanks)?[\s.!]*$/iu;

/** One value for the one field asked for; 'default' takes what was shown. */
function readBare([field, ...others]: readonly InputField[], answer: string): JsonObject | null {
  if (!field || others.length > 0) return null;
  const { default: preset } = field.schema;
  if (preset !== undefined && /^(?:the\s+)?default[.!]?$/iu.test(answer.trim())) return { [field.name]: preset };
  const isText = field.kind === 'string' && field.options.length === 0;
  const value = readValue(field, isText ? answer : answer.trim().replace(leadIn, '').replace(politeEnd, ''));
  return value === undefined ? null : { [field.name]: value };
}

/** `key=value`, or values that each fit one field alone, with nothing else said. */
function readByName(action: ActionProfile, fields: readonly InputField[], answer: string, index: ActionIndex): JsonObject | null {
  const segment = readSegment(answer, index);
  if (segment.negated || segment.telling || segment.refs.length > 0) return null;
  const { inputs, unplaced } = matchAction(action, segment);
  return unplaced.length === 0 && fields.some(({ name }) => name in inputs) ? inputs : null;
}

/** Values in the order in which they were asked for: separated by commas, or by spaces where none of them is free text. */
function readInOrder(fields: readonly InputField[], answer: string): JsonObject | null {
  const isText = fields.some((field) => field.kind === 'string' && field.options.length === 0);
  const separators = isText ? [/\s*[,\n]\s*/u] : [/\s*[,\n]\s*|\s+and\s+/iu, /\s+/u];
  for (const separator of separators) {
    const parts = answer.trim().split(separator);
    const values = fields.flatMap((field, at) => {
      const value = readValue(field, parts[at] ?? '');
      return value === undefined ? [] : [[field.name, value] as const];
    });
    if (parts.length === fields.length && values.length === fields.length) return Object.fromEntries(values);
  }
  return null;
}
