import type { Json } from '../../contract/json.ts';
import type { InputField } from './input-field.ts';
import { fieldNamedBefore, openFields, takeValue, type Reading } from './reading.ts';
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
  for (let at = 0; source.optionsBySpelling.size > 0 && at < reading.tokens.length; at += 1) {
    const option = ordinalAt(reading, at, source.optionsBySpelling) ?? optionAt(reading, at, source.optionsBySpelling);
    if (!option) continue;
    found.push({ field, value: option.value, tokens: range(at, at + option.length) });
    at += option.length - 1;
  }
  return found;
}

type Option = { readonly value: Json; readonly length: number };

/** The longest run of words from `at` on that spells an option, singular or plural. */
function optionAt({ tokens, pieces, stems, taken }: Reading, at: number, options: ReadonlyMap<string, Json>): Option | null {
  let found: Option | null = null;
  const spelled = { asWritten: '', stemmed: '' };
  for (let length = 1; length <= MAX_OPTION_WORDS; length += 1) {
    const place = at + length - 1;
    const last = tokens[place];
    if (!last || last.kind === 'mark' || taken.has(place)) break;
    spelled.asWritten += pieces[place] ?? '';
    spelled.stemmed += last.kind === 'number' && !last.ordinal ? String(last.value) : (stems[place] ?? '');
    const bare = length === 1 && neverValues.has(wordAt(tokens, at));
    const value = bare ? undefined : (options.get(spelled.asWritten) ?? options.get(spelled.stemmed));
    if (value !== undefined) found = { value, length };
  }
  return found;
}

/** 'The second pump' is the option 'pump_2'. */
function ordinalAt({ tokens, stems, taken }: Reading, at: number, options: ReadonlyMap<string, Json>): Option | null {
  const token = tokens[at];
  if (token?.kind !== 'number' || !token.ordinal || taken.has(at) || tokens[at + 1]?.kind !== 'word') return null;
  const value = options.get(`${stems[at + 1]}${token.value}`);
  return value === undefined ? null : { value, length: 2 };
}
