import type { Json } from '../../contract/json.ts';
import type { InputField } from './input-field.ts';
import { fieldNamedBefore, openFields, takeValue, type Reading } from './reading.ts';
import { readOption } from './read-value.ts';
import { neverValues } from './stop-words.ts';
import { range, wordAt } from './token-at.ts';

type Found = { readonly field: InputField; readonly value: Json; readonly tokens: readonly number[] };

const MAX_OPTION_WORDS = 6;

/** Reads enum values out of the words; one value for one input, otherwise it is left unread. */
export function readOptions(reading: Reading): void {
  const found = openFields(reading).flatMap((field) => findOptions(reading, field));
  const sure = found.filter((one) => isUnshared(reading, one, found));
  for (const field of new Set(sure.map((one) => one.field))) {
    const values = sure.filter((one) => one.field === field);
    const distinct = [...new Set(values.map((one) => one.value))];
    const tokens = values.flatMap((one) => one.tokens);
    if (field.kind === 'array') takeValue(reading, field, distinct, tokens);
    else if (distinct.length === 1) takeValue(reading, field, distinct[0] ?? null, tokens);
    // Of two values for a required input none is taken, and it is asked for.
    else if (field.required && !field.hasDefault) for (const token of tokens) reading.known.add(token);
  }
}

/** A value that two inputs could take counts only for the one that is named before it. */
function isUnshared(reading: Reading, one: Found, found: readonly Found[]): boolean {
  const rivals = found.filter((other) => other.field !== one.field && other.tokens.some((token) => one.tokens.includes(token)));
  return rivals.length === 0 || fieldNamedBefore(reading, one.tokens[0] ?? 0)?.field === one.field;
}

function findOptions(reading: Reading, field: InputField): Found[] {
  const source = field.kind === 'array' && field.items ? field.items : field;
  const found: Found[] = [];
  for (let at = 0; source.optionSpellings.size > 0 && at < reading.tokens.length; at += 1) {
    const length = optionLength(reading, at, source.optionSpellings);
    const value = length > 0 ? readOption(source, spanText(reading, at, length)) : undefined;
    if (value === undefined) continue;
    found.push({ field, value, tokens: range(at, at + length) });
    at += length - 1;
  }
  return found;
}

function optionLength({ tokens, pieces, taken }: Reading, at: number, spellings: ReadonlySet<string>): number {
  let found = 0;
  let spelled = '';
  for (let length = 1; length <= MAX_OPTION_WORDS; length += 1) {
    const last = tokens[at + length - 1];
    if (!last || last.kind === 'mark' || taken.has(at + length - 1)) break;
    spelled += pieces[at + length - 1] ?? '';
    const bare = length === 1 && neverValues.has(wordAt(tokens, at));
    if (!bare && spellings.has(spelled)) found = length;
  }
  return found;
}

function spanText({ text, tokens }: Reading, at: number, length: number): string {
  return text.slice(tokens[at]?.start, tokens[at + length - 1]?.end);
}
