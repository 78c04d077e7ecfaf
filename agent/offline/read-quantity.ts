/** A number as written, with its scale applied; `percent` tells that it was given in hundredths. */
export type Quantity = { readonly value: number; readonly percent: boolean };

const scales: ReadonlyMap<string, number> = new Map([['k', 1e3], ['thousand', 1e3], ['m', 1e6], ['million', 1e6]]);
const percentWords: ReadonlySet<string> = new Set(['%', 'percent', 'pct']);
const numberWords: ReadonlyMap<string, number> = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map((word, value) => [word, value]),
);

const written =
  /(?:(minus|negative)\s+|((?<![^\s([=:,])[+\-−]))?(?<![\p{L}\p{N}][-_./@])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s?(%|(?:percent|pct|thousand|million|k|m)(?![\p{L}\p{N}])))?(?![\p{L}\p{N}_%]|[.,]\d|[-/:@](?=[\p{L}\p{N}])|\.\p{L})/iuy;

/** Reads the number that starts at `from`: sign, thousands separators, decimals, `k`, `m`, `%` and their words. */
export function readQuantityAt(text: string, from: number): (Quantity & { end: number }) | null {
  written.lastIndex = from;
  const [whole, minusWord, sign, digits = '', unit = ''] = written.exec(text) ?? [];
  if (whole === undefined) return null;
  const size = numberWords.get(digits.toLowerCase()) ?? Number(digits.replaceAll(',', ''));
  const scaled = size * (scales.get(unit.toLowerCase()) ?? 1);
  const negative = minusWord !== undefined || sign === '-' || sign === '−';
  // Decimal scaling leaves binary dust (1.1k), so twelve significant digits are kept.
  const value = Number((negative && scaled !== 0 ? -scaled : scaled).toPrecision(15));
  return { value, percent: percentWords.has(unit.toLowerCase()), end: from + whole.length };
}

/** Reads a text that is one number and nothing else. */
export function readQuantity(text: string): Quantity | null {
  const quantity = readQuantityAt(text, 0);
  return quantity?.end === text.length ? { value: quantity.value, percent: quantity.percent } : null;
}
