import type { InputField } from './input-field.ts';
import { fieldNamedBefore, openFields, spelledBefore, takeValue, type Reading } from './reading.ts';
import { readValue } from './read-value.ts';
import { markAt, range, wordAt } from './token-at.ts';

const isText = (field: InputField): boolean => field.kind === 'string' && field.options.length === 0;

/** Reads quoted texts: into the input named before each, or the one that is left. */
export function readQuoted(reading: Reading): void {
  const quoted = () => range(0, reading.tokens.length).filter((at) => reading.tokens[at]?.kind === 'quoted' && !reading.taken.has(at));
  for (const at of quoted()) {
    const before = fieldNamedBefore(reading, at);
    if (before && isText(before.field)) takeQuoted(reading, before.field, at, before.tokens);
  }
  const [at, ...others] = quoted();
  const [field, ...rivals] = openFields(reading).filter(isText);
  if (at !== undefined && field && others.length === 0 && rivals.length === 0) takeQuoted(reading, field, at, []);
}

function takeQuoted(reading: Reading, field: InputField, at: number, named: readonly number[]): void {
  const token = reading.tokens[at];
  if (token?.kind === 'quoted') takeValue(reading, field, token.value, [at, ...named]);
}

const markers = new Set(['to', 'as', 'saying', 'says']);

/**
 * Reads the rest of a step as text, after 'to', 'as', 'saying', ':' or the name of the input, when everything before it is
 * accounted for. Only the one required text that is still open is read like this, or one that is named right there.
 */
export function readFreeText(reading: Reading): boolean {
  const { tokens } = reading;
  const start = Math.max(1, ...[...reading.taken]);
  const unknown = range(0, tokens.length).find((at) => !reading.known.has(at) && !reading.taken.has(at)) ?? tokens.length;
  for (let at = start; at <= unknown && at < tokens.length - 1; at += 1) {
    const field = freeTextField(reading, at);
    const value = field && readValue(field, reading.text.slice(tokens[at + 1]?.start));
    if (!field || value === undefined || value === null || range(at + 1, tokens.length).every((one) => markAt(tokens, one) !== '')) continue;
    takeValue(reading, field, value, range(at, tokens.length));
    return true;
  }
  return false;
}

function freeTextField(reading: Reading, at: number): InputField | null {
  const open = openFields(reading).filter((field) => isText(field) || (field.kind === 'array' && field.items?.kind === 'string'));
  const named = open.find((field) => spelledBefore(reading, at + 1, field.spellings) > 0);
  if (named && !reading.known.has(at + 1) && !isSign(reading, at + 1)) return named;
  if (!markers.has(wordAt(reading.tokens, at)) && !isSign(reading, at)) return null;
  const before = fieldNamedBefore(reading, at)?.field;
  if (before) return open.includes(before) ? before : null;
  const [field, ...others] = open.filter((one) => one.required && !one.hasDefault);
  return field && others.length === 0 ? field : null;
}

const isSign = (reading: Reading, at: number): boolean => /^[=:]$/u.test(markAt(reading.tokens, at));
