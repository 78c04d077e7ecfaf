import type { Random } from '../support/random.ts';

/** A JSON Schema as the OpenAPI document holds it, as far as this generator looks. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  minLength?: number;
  pattern?: string;
  format?: string;
};

export type Parameter = { name: string; in: 'path' | 'query' | 'header' | 'cookie'; required?: boolean; schema?: Schema };
export type Operation = { operationId: string; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema?: Schema }> } };
export type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };

const MAX_DEPTH = 8;

/** Texts on which patterns that go back on themselves take for ever, and others that programs take for something else. */
const TEXTS: readonly string[] = [
  ...['a', '0', '.', '-', 'a.', 'a@', ' ', '/', '*', 'ab_.', '%'].map((piece) => `${piece.repeat(20_000)}!`),
  ...['', ' ', '\u202e', '\ufeff', '\ud83d\ude00'.repeat(500), 'e\u0301'.repeat(500), '\u2028', '\u0130', 'ß', '\u0000', '\ud800'],
  ...['__proto__', 'constructor', 'toString', '../../etc/passwd', '%00', "' or 1=1 --", '${1+1}', '{{ 1 }}', '<script>', '\r\nX-Planted: 1', '1e309', 'NaN', '-0'],
];
const NUMBERS: readonly number[] = [0, -1, 1.5, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e308, Number.MIN_VALUE];

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Anything that a schema did not ask for. */
export function hostileValue(random: Random): unknown {
  const kinds: readonly (() => unknown)[] = [
    () => random.pick(TEXTS),
    () => random.pick(NUMBERS),
    () => random.pick([null, true, false, [], {}]),
    () => nested(random.pick([63, 64, 200])),
    () => Array.from({ length: random.pick([201, 5_000]) }, () => random.pick(NUMBERS)),
    () => Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${random.pick(TEXTS).slice(0, 20)}${index}`, index])),
    () => JSON.parse('{"__proto__": {"isSystemAdmin": true}, "constructor": {"prototype": 1}}') as unknown,
    () => ({ val: ['__proto__', 'polluted'] }),
  ];
  return random.pick(kinds)();
}

const resolve = (schema: Schema, { components }: Document): Schema => (schema.$ref === undefined ? schema : (components.schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {}));

/** A value that a schema would take, or nearly so. */
export function nearlyRight(random: Random, sent: Schema, document: Document, depth = 0): unknown {
  const schema = resolve(sent, document);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return nearlyRight(random, random.pick(choices), document, depth + 1);
  if (depth > MAX_DEPTH) return null;
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  if (schema.properties) return objectOf(random, schema, document, depth);
  if (type === 'array') return Array.from({ length: 1 + random.below(3) }, () => nearlyRight(random, schema.items ?? {}, document, depth + 1));
  if (type === 'integer' || type === 'number') return (schema.minimum ?? 0) + random.below(3);
  if (type === 'boolean') return random.below(2) === 0;
  if (type === 'object') return {};
  if (type === 'null') return null;
  return textOf(random, schema);
}

function objectOf(random: Random, { properties = {}, required = [] }: Schema, document: Document, depth: number): unknown {
  const chosen = Object.entries(properties).filter(([name]) => required.includes(name) || random.below(2) === 0);
  return Object.fromEntries(chosen.map(([name, schema]) => [name, nearlyRight(random, schema, document, depth + 1)]));
}

const textOf = (random: Random, { minLength = 1, format }: Schema): string =>
  format === 'uuid' ? '01a00000-0000-7000-8000-000000000000' : random.pick(['demo.counter.set', 'ada', '2026-01-01T00:00:00.000Z', 'x']).padEnd(Math.min(minLength, 100), 'x');

/** Puts something hostile in one place of a value, at whatever depth. */
export function spoilt(random: Random, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && random.below(4) > 0) {
    const place = random.below(value.length);
    return value.map((item: unknown, index) => (index === place ? spoilt(random, item) : item));
  }
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (names.length === 0 || random.below(5) === 0) return hostileValue(random);
  const name = random.pick(names);
  return { ...(value as Record<string, unknown>), [name]: spoilt(random, (value as Record<string, unknown>)[name]) };
}

/** The text of a body: mostly JSON of a spoilt value, now and then JSON that is written in an odd way. */
export function bodyText(random: Random, schema: Schema, document: Document): string {
  const right = nearlyRight(random, schema, document);
  const text = JSON.stringify(spoilt(random, right)) ?? '';
  const odd: readonly (() => string)[] = [
    () => text.replace(/^\{/, '{"name":"first","name":"second",'),
    () => JSON.stringify(right)?.replace(/:(\d+)/, ':1e309') ?? '',
    () => text.slice(0, Math.floor(text.length / 2)),
    () => `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    () => `\ufeff${text}`,
  ];
  return random.below(4) === 0 ? random.pick(odd)() : text;
}

/** The address of an operation with something hostile in its path or query; what is known of the house stands in the other places. */
export function hostilePath(random: Random, path: string, { parameters = [] }: Operation, known: Readonly<Record<string, string>>): string {
  const isSpoilt = random.below(2) === 0;
  const text = () => encodeText(random.pick(TEXTS).slice(0, 3_000));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => (isSpoilt || known[name] === undefined ? text() || 'none' : encodeURIComponent(known[name])));
  const query = parameters.filter((parameter) => parameter.in === 'query' && random.below(2) === 0).map(({ name }) => `${name}=${text()}`);
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}

/** Half a character cannot be written in an address; the bytes that nobody can read take its place. */
function encodeText(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ff%fe';
  }
}
