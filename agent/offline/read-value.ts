import type { Json } from '../../contract/json.ts';
import { squash } from './fold-word.ts';
import type { InputField } from './input-field.ts';
import { isJsonObject, parseJson } from './narrow-json.ts';
import { readQuantity, type Quantity } from './read-quantity.ts';
import { readQuotedAt } from './tokenize.ts';
import { convert } from './units.ts';

const switches: ReadonlyMap<string, boolean> = new Map([
  ['on', true], ['true', true], ['yes', true], ['enable', true], ['enabled', true], ['active', true],
  ['off', false], ['false', false], ['no', false], ['disable', false], ['disabled', false], ['inactive', false],
]);

const MAX_ITEMS = 100;

/** What 'on', 'off', 'yes', 'disabled' and the like say. */
export const readSwitch = (word: string): boolean | undefined => switches.get(word);

/** Reads a whole text as a value of this field; undefined where it is none. Bounds are left to the gate, which can say why. */
export function readValue(field: InputField, text: string): Json | undefined {
  const quoted = unquote(text.trim());
  const plain = quoted ?? text.trim();
  if (field.kind === 'array') return quoted === null ? readList(field, plain) : undefined;
  if (field.options.length > 0) return readOption(field, plain);
  switch (field.kind) {
    case 'integer':
    case 'number':
      return fitQuantity(field, readQuantity(plain));
    case 'boolean':
      return readSwitch(plain.toLowerCase());
    case 'any':
      return quoted ?? parseJson(plain) ?? (plain === '' ? undefined : plain);
    case 'string':
      return quoted !== null || plain !== '' ? plain : undefined;
    case 'other': {
      const value = parseJson(plain);
      return isJsonObject(value) || Array.isArray(value) ? value : undefined;
    }
  }
}

/** The one option that a text spells, with case, spaces, `_` and `-` set aside. */
export function readOption(field: InputField, text: string): Json | undefined {
  const spelled = squash(text);
  const found = field.options.filter((option) => squash(String(option)) === spelled);
  if (found.length === 1 && spelled !== '') return found[0];
  const quantity = readQuantity(text);
  return field.options.find((option) => typeof option === 'number' && option === quantity?.value);
}

/** The number as this field takes it; undefined where it cannot be one of its values. */
export function fitQuantity(field: InputField, quantity: Quantity | null): number | undefined {
  if (!quantity || (quantity.percent && field.percent === null)) return undefined;
  const measured = quantity.unit ? convert(quantity.value, quantity.unit, field.unit) : quantity.value;
  if (measured === null) return undefined;
  const value = quantity.percent && field.percent === 'fraction' ? measured / 100 : measured;
  if (field.options.length > 0 && !field.options.includes(value)) return undefined;
  if (field.kind === 'integer') return Number.isSafeInteger(value) ? value : undefined;
  return field.kind === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
}

function readList(field: InputField, text: string): Json | undefined {
  const parsed = text.startsWith('[') ? parseJson(text) : undefined;
  if (Array.isArray(parsed)) return parsed;
  const { items } = field;
  if (!items || text === '') return undefined;
  const parts = text.split(/\s*,\s*(?:and\s+)?|\s+and\s+/iu).slice(0, MAX_ITEMS + 1);
  const values = parts.flatMap((part) => readValue(items, part) ?? []);
  return values.length === parts.length && parts.length <= MAX_ITEMS ? values : undefined;
}

function unquote(text: string): string | null {
  const quoted = readQuotedAt(text, 0);
  return quoted?.end === text.length ? quoted.value : null;
}
