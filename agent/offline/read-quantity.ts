import { readNumberWordsAt } from './read-number-words.ts';
import { readUnitAt, type Unit } from './units.ts';

/** A number as written, with its scale applied; `percent` tells that it was given in hundredths, `unit` that it was given in one. */
export type Quantity = { readonly value: number; readonly percent: boolean; readonly unit: Unit | null };

const scales: ReadonlyMap<string, number> = new Map([['k', 1e3], ['hundred', 100], ['thousand', 1e3], ['m', 1e6], ['million', 1e6]]);

const sign = /(?:(minus|negative)\s+|((?<![^\s([=:,])[+\-−]))?(?<![\p{L}\p{N}][-_./@])/iuy;
const digits = /(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(hundred|thousand|million|k|m)(?![\p{L}\p{N}]))?/iuy;
const hundredths = /\s?(?:%|(?:percent|pct)(?![\p{L}\p{N}]))/iuy;
/** What may not follow a number: it would be part of a name, a version, a date or a time. */
const isWhole = /(?![\p{L}\p{N}_%]|[.,]\d|[-/:@](?=[\p{L}\p{N}])|\.\p{L})/uy;

/** Reads the number that starts at `from`: sign, thousands separators, decimals, number words, `k`, `m`, `%` and units of measure. */
export function readQuantityAt(text: string, from: number): (Quantity & { end: number }) | null {
  const [before = '', minusWord, mark] = matchAt(sign, text, from) ?? [];
  const start = from + before.length;
  const size = readDigitsAt(text, start) ?? readNumberWordsAt(text, start);
  if (!size) return null;
  const percent = matchAt(hundredths, text, size.end)?.[0].length ?? 0;
  const measure = percent === 0 ? readUnitAt(text, size.end) : null;
  const end = measure?.end ?? size.end + percent;
  if (!matchAt(isWhole, text, end)) return null;
  const negative = minusWord !== undefined || mark === '-' || mark === '−';
  // Decimal scaling leaves binary dust (1.1k), so fifteen significant digits are kept.
  const value = Number((negative && size.value !== 0 ? -size.value : size.value).toPrecision(15));
  return { value, percent: percent > 0, unit: measure?.unit ?? null, end };
}

/** Reads a text that is one number and nothing else. */
export function readQuantity(text: string): Quantity | null {
  const quantity = readQuantityAt(text, 0);
  return quantity?.end === text.length ? { value: quantity.value, percent: quantity.percent, unit: quantity.unit } : null;
}

function readDigitsAt(text: string, from: number): { value: number; end: number } | null {
  const [whole, size = '', scale = ''] = matchAt(digits, text, from) ?? [];
  if (whole === undefined) return null;
  return { value: Number(size.replaceAll(',', '')) * (scales.get(scale.toLowerCase()) ?? 1), end: from + whole.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
