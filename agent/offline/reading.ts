import type { Json, JsonObject } from '../../contract/json.ts';
import type { ActionProfile } from './index-actions.ts';
import type { InputField } from './input-field.ts';
import type { Segment } from './segment.ts';
import { markAt, range, wordAt } from './token-at.ts';
import type { Token } from './tokenize.ts';

/** A step's tokens seen through one action: which became an input, and which are accounted for otherwise. */
export type Reading = {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Each token without case and punctuation, and the same without a plural ending. */
  readonly pieces: readonly string[];
  readonly stems: readonly string[];
  readonly fields: readonly InputField[];
  /** The action adds to what is there, or takes away. */
  readonly isRelative: boolean;
  readonly inputs: Map<string, Json>;
  /** Tokens that became the value of an input. */
  readonly taken: Set<number>;
  /** Tokens that the action accounts for in another way: its verb, its nouns, names of its inputs. */
  readonly known: Set<number>;
};

/** Starts a reading in which nothing is accounted for yet but what says nothing. */
export function openReading({ text, tokens, pieces, stems, empty }: Segment, { fields, isRelative }: Pick<ActionProfile, 'fields' | 'isRelative'>): Reading {
  return { text, tokens, pieces, stems, fields, isRelative, inputs: new Map(), taken: new Set(), known: new Set(empty) };
}

/** Records the value of an input and the tokens that it was read from. */
export function takeValue(reading: Reading, field: InputField, value: Json, tokens: readonly number[]): void {
  reading.inputs.set(field.name, value);
  for (const token of tokens) reading.taken.add(token);
}

/** The inputs that have no value yet. */
export const openFields = (reading: Reading): InputField[] => reading.fields.filter((field) => !reading.inputs.has(field.name));

/** The inputs as a JSON object, in the order of the schema. */
export function readInputs({ fields, inputs }: Reading): JsonObject {
  return Object.fromEntries(
    fields.flatMap(({ name }) => {
      const value = inputs.get(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

const MAX_NAME_WORDS = 5;

/** How many tokens that end just before `end` spell one of `spellings`; 0 when none do. The longest run wins. */
export function spelledBefore({ pieces }: Reading, end: number, spellings: ReadonlySet<string>): number {
  let found = 0;
  let spelled = '';
  for (let length = 1; length <= Math.min(MAX_NAME_WORDS, end) && pieces[end - length] !== ''; length += 1) {
    spelled = `${pieces[end - length]}${spelled}`;
    if (spellings.has(spelled)) found = length;
  }
  return found;
}

const bridges = new Set(['to', 'of', 'at', 'by', 'as', 'is', 'the', 'a', 'from']);
const MAX_BRIDGE = 3;

/** The field that is named just before a token, across small words: 'amount of 5', 'value to 5'. With the tokens of its name. */
export function fieldNamedBefore(reading: Reading, at: number): { field: InputField; tokens: number[] } | null {
  for (let end = at; end > 0 && end >= at - MAX_BRIDGE; end -= 1) {
    for (const field of openFields(reading)) {
      const length = spelledBefore(reading, end, field.spellings);
      if (length > 0) return { field, tokens: range(end - length, end) };
    }
    if (!bridges.has(wordAt(reading.tokens, end - 1)) && !/[=:]/u.test(markAt(reading.tokens, end - 1))) return null;
  }
  return null;
}
