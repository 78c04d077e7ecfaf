import type { Json, JsonObject } from '../../contract/json.ts';
import { splitWords, squash } from './fold-word.ts';
import { isJsonObject } from './narrow-json.ts';

export type FieldKind = 'integer' | 'number' | 'boolean' | 'string' | 'array' | 'other';

/** One input of an action, as its schema describes it to a reader of words. */
export type InputField = {
  readonly name: string;
  readonly words: readonly string[];
  /** The spellings by which a message can name this field. */
  readonly spellings: ReadonlySet<string>;
  readonly kind: FieldKind;
  readonly options: readonly Json[];
  /** Its options that are words, without case and punctuation. */
  readonly optionSpellings: ReadonlySet<string>;
  readonly items: InputField | null;
  readonly required: boolean;
  readonly hasDefault: boolean;
  /** What '25%' is here: 25, 0.25, or no value at all. */
  readonly percent: 'whole' | 'fraction' | null;
  readonly schema: JsonObject;
};

const kinds: ReadonlyMap<Json, FieldKind> = new Map(
  (['integer', 'number', 'boolean', 'string', 'array'] as const).map((kind) => [kind, kind]),
);

/** The inputs of an action in the order of its schema. */
export function listInputFields(inputSchema: JsonObject): InputField[] {
  const properties = isJsonObject(inputSchema.properties) ? inputSchema.properties : {};
  const required = new Set(Array.isArray(inputSchema.required) ? inputSchema.required : []);
  return Object.entries(properties).flatMap(([name, schema]) => (isJsonObject(schema) ? [inputField(name, schema, required.has(name))] : []));
}

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
    optionSpellings: new Set(options.flatMap((option) => (typeof option === 'string' ? squash(option) : []))),
    items: kind === 'array' && isJsonObject(schema.items) ? inputField(name, schema.items, false) : null,
    required,
    hasDefault: schema.default !== undefined,
    percent: percentOf(name, title, schema),
    schema,
  };
}

function kindOf(schema: JsonObject): FieldKind {
  const types = Array.isArray(schema.type) ? schema.type.filter((type) => type !== 'null') : [schema.type ?? null];
  const [type = null] = types;
  if (type === null && Array.isArray(schema.enum)) return schema.enum.every((option) => typeof option === 'number') ? 'number' : 'string';
  return types.length === 1 ? (kinds.get(type) ?? 'other') : 'other';
}

function percentOf(name: string, title: string, schema: JsonObject): InputField['percent'] {
  if (schema.minimum === 0 && schema.maximum === 1) return 'fraction';
  const bounded = schema.minimum === 0 && schema.maximum === 100;
  return bounded || /percent|pct|%/iu.test(`${name} ${title}`) ? 'whole' : null;
}
