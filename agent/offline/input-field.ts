import type { Json, JsonObject } from '../../contract/json.ts';
import { linearRegExp } from '../../registry/linear-reg-exp.ts';
import { splitWords, squash, stem } from './fold-word.ts';
import { isJsonObject } from './narrow-json.ts';
import { type Unit, unitNamed } from './units.ts';

export type FieldKind = 'integer' | 'number' | 'boolean' | 'string' | 'array' | 'any' | 'other';

/** One input of an action, as its schema describes it to a reader of words. */
export type InputField = {
  readonly name: string;
  readonly words: readonly string[];
  /** The spellings by which a message can name this field. */
  readonly spellings: ReadonlySet<string>;
  readonly kind: FieldKind;
  readonly options: readonly Json[];
  /** Its options that are words, by each spelling without case and punctuation, plural or not. */
  readonly optionsBySpelling: ReadonlyMap<string, Json>;
  readonly items: InputField | null;
  readonly required: boolean;
  readonly hasDefault: boolean;
  /** What '25%' is here: 25, 0.25, or no value at all. */
  readonly percent: 'whole' | 'fraction' | null;
  /** The unit that its name, title or description tells. */
  readonly unit: Unit | null;
  /** Whether a text has the form that it demands; null where it demands none, or one that plain words have as well. */
  readonly hasForm: ((text: string) => boolean) | null;
  readonly schema: JsonObject;
};

/** What narrows the values of a schema that names no type. */
const narrowing = ['enum', 'const', '$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'properties', 'items'];

const kinds: ReadonlyMap<Json, FieldKind> = new Map(
  (['integer', 'number', 'boolean', 'string', 'array'] as const).map((kind) => [kind, kind]),
);

/** The inputs of an action in the order of its schema. */
export function listInputFields(inputSchema: JsonObject): InputField[] {
  const properties = isJsonObject(inputSchema.properties) ? inputSchema.properties : {};
  const required = new Set(Array.isArray(inputSchema.required) ? inputSchema.required : []);
  return Object.entries(properties).flatMap(([name, schema]) => (isJsonObject(schema) ? [inputField(name, schema, required.has(name))] : []));
}

const numbering: ReadonlySet<string> = new Set(['number', 'no', 'nr', 'id', 'index', 'position', 'line', 'row', 'version']);

/** Whether an input is a whole number that tells one thing from another: incident 2, version 7. */
export const numbersThings = ({ kind, options, words }: InputField): boolean =>
  kind === 'integer' && options.length === 0 && words.some((word) => numbering.has(word));

/** Whether an input says which thing is meant, rather than how much or what of it. */
export const namesOne = (field: InputField): boolean => numbersThings(field) || (field.kind === 'string' && field.options.length > 0);

function inputField(name: string, schema: JsonObject, required: boolean): InputField {
  const title = typeof schema.title === 'string' ? schema.title : '';
  const kind = kindOf(schema);
  const options = Array.isArray(schema.enum) ? schema.enum : [];
  return {
    name,
    words: [...new Set([...splitWords(name), ...splitWords(title)])],
    spellings: new Set([squash(name), squash(title)].filter((spelling) => spelling !== '')),
    kind,
    options,
    optionsBySpelling: spellOptions(options),
    items: kind === 'array' && isJsonObject(schema.items) ? inputField(name, schema.items, false) : null,
    required,
    hasDefault: schema.default !== undefined,
    percent: percentOf(name, title, schema),
    unit: unitOf(name, title, schema),
    hasForm: formOf(schema),
    schema,
  };
}

function formOf({ pattern }: JsonObject): InputField['hasForm'] {
  if (typeof pattern !== 'string') return null;
  const { test } = linearRegExp(pattern);
  return test('the') || test('to') ? null : test;
}

function kindOf(schema: JsonObject): FieldKind {
  if (schema.type === undefined && !narrowing.some((keyword) => keyword in schema)) return 'any';
  const types = Array.isArray(schema.type) ? schema.type.filter((type) => type !== 'null') : [schema.type ?? null];
  const [type = null] = types;
  if (type === null && Array.isArray(schema.enum)) return schema.enum.every((option) => typeof option === 'number') ? 'number' : 'string';
  return types.length === 1 ? (kinds.get(type) ?? 'other') : 'other';
}

function percentOf(name: string, title: string, schema: JsonObject): InputField['percent'] {
  if (schema.minimum === 0 && schema.maximum === 1) return 'fraction';
  const bounded = schema.minimum === 0 && schema.maximum === 100;
  return bounded || /percent|pct|%/iu.test(`${name} ${title} ${unitPhrase(schema)}`) ? 'whole' : null;
}

/** Options under their own spelling, and under a singular that no other option shares. */
function spellOptions(options: readonly Json[]): Map<string, Json> {
  const words = options.filter((option) => typeof option === 'string');
  const spelled = new Map<string, Json>();
  for (const option of words) {
    const singular = splitWords(option).map(stem).join('');
    const isShared = words.some((other) => other !== option && splitWords(other).map(stem).join('') === singular);
    if (!isShared && singular !== '') spelled.set(singular, option);
  }
  for (const option of words) if (squash(option) !== '') spelled.set(squash(option), option);
  return spelled;
}

/** Units of one or two letters are too short to be told from an abbreviation in a name. */
const MIN_UNIT = 3;

function unitOf(name: string, title: string, schema: JsonObject): Unit | null {
  const words = [...splitWords(name).reverse(), ...splitWords(title).reverse(), ...splitWords(unitPhrase(schema))];
  const found = words.find((word) => word.length >= MIN_UNIT && word !== 'min' && unitNamed(word) !== null);
  return found === undefined ? null : unitNamed(found);
}

/** What a description says after 'in' or in brackets: 'How long it takes (in seconds).' */
function unitPhrase({ description }: JsonObject): string {
  return typeof description === 'string' ? (/\bin ([\p{L}°]+(?: \p{L}+)?)|\(([^)]{1,40})\)/iu.exec(description)?.[0] ?? '') : '';
}
