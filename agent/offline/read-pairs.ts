import type { Json } from '../../contract/json.ts';
import type { InputField } from './input-field.ts';
import { isJsonObject } from './narrow-json.ts';
import { openFields, spelledBefore, takeValue, type Reading } from './reading.ts';
import { readValue } from './read-value.ts';
import { markAt, range } from './token-at.ts';

/** A `key=value` or `key: value` whose key names an input; `first` is where the key begins, `mark` the sign. */
type Pair = { readonly field: InputField; readonly first: number; readonly mark: number };

/** Reads `key=value`, `key: value` and a JSON object whose keys are all inputs. */
export function readPairs(reading: Reading): void {
  readObjects(reading);
  const pairs = findPairs(reading);
  pairs.forEach((pair, place) => readPair(reading, pair, pairs[place + 1]?.first ?? reading.tokens.length));
}

function readObjects(reading: Reading): void {
  reading.tokens.forEach((token, at) => {
    if (token.kind !== 'json' || !isJsonObject(token.value)) return;
    const entries = Object.entries(token.value);
    const known = entries.flatMap(([key, value]) => {
      const field = reading.fields.find(({ name }) => name === key);
      return field ? [{ field, value }] : [];
    });
    // One unknown key leaves the whole object unread: half of it is not what was asked for.
    if (known.length === entries.length) for (const { field, value } of known) takeValue(reading, field, value, [at]);
  });
}

function findPairs(reading: Reading): Pair[] {
  return reading.tokens.flatMap((_token, mark) => {
    if (!/^[=:]$/u.test(markAt(reading.tokens, mark))) return [];
    const named = openFields(reading).flatMap((field) => {
      const length = spelledBefore(reading, mark, field.spellings);
      return length > 0 ? [{ field, first: mark - length, mark }] : [];
    });
    return named.slice(0, 1);
  });
}

function readPair(reading: Reading, { field, first, mark }: Pair, limit: number): void {
  if (reading.inputs.has(field.name)) return; // The same key twice: the second one stays unread, and is asked about.
  for (const end of valueEnds(reading, field, mark, limit)) {
    const value = readSpan(reading, field, mark + 1, end);
    if (value !== undefined) return takeValue(reading, field, value, range(first, end));
  }
}

/** Where a value may end, the longest first. A string after '=' is one word or quoted, so that it does not swallow the rest. */
function valueEnds(reading: Reading, field: InputField, mark: number, limit: number): number[] {
  const { text, tokens } = reading;
  const start = mark + 1;
  const comma = range(start, limit).find((at) => markAt(tokens, at) === ',') ?? limit;
  const end = field.kind === 'array' ? limit : comma;
  const free = field.kind === 'string' && field.options.length === 0;
  if (!free || tokens[start]?.kind === 'quoted') return range(start + 1, end + 1).reverse();
  if (markAt(tokens, mark) === ':') return end > start ? [end] : [];
  const space = range(start, end).find((at) => /\s$/u.test(text.slice(tokens[at]?.start, tokens[at + 1]?.start))) ?? end - 1;
  return end > start ? [Math.min(space + 1, end)] : [];
}

function readSpan({ text, tokens }: Reading, field: InputField, start: number, end: number): Json | undefined {
  const [from, to] = [tokens[start], tokens[end - 1]];
  if (!from || !to) return undefined;
  if (end - start === 1 && from.kind === 'json') return from.value;
  return readValue(field, text.slice(from.start, to.end));
}
