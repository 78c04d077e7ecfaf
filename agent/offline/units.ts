/** A unit of measure: what it measures, and how many of the smallest unit of that kind it is. */
export type Unit = { readonly dimension: string; readonly factor: number };

const families: ReadonlyArray<readonly [dimension: string, factor: number, names: readonly string[]]> = [
  ['time', 1, ['ms', 'msec', 'millisecond', 'milliseconds']],
  ['time', 1_000, ['sec', 'secs', 'second', 'seconds']],
  ['time', 60_000, ['min', 'mins', 'minute', 'minutes']],
  ['time', 3_600_000, ['hr', 'hrs', 'hour', 'hours']],
  ['time', 86_400_000, ['day', 'days']],
  ['time', 604_800_000, ['week', 'weeks']],
  ['rotation', 1, ['rpm']],
  ['pressure', 1, ['mbar', 'millibar']],
  ['pressure', 1_000, ['bar', 'bars']],
  ['temperature', 1, ['celsius', 'centigrade', 'degree', 'degrees', 'degree celsius', 'degrees celsius', '°', '°c']],
  ['mass', 1, ['gram', 'grams']],
  ['mass', 1_000, ['kg', 'kilo', 'kilos', 'kilogram', 'kilograms']],
  ['length', 1, ['mm', 'millimetre', 'millimetres', 'millimeter', 'millimeters']],
  ['length', 10, ['cm', 'centimetre', 'centimetres', 'centimeter', 'centimeters']],
  ['length', 1_000, ['metre', 'metres', 'meter', 'meters']],
  ['length', 1_000_000, ['km', 'kilometre', 'kilometres', 'kilometer', 'kilometers']],
  ['volume', 1, ['ml', 'millilitre', 'millilitres', 'milliliter', 'milliliters']],
  ['volume', 1_000, ['litre', 'litres', 'liter', 'liters']],
  ['data', 1, ['byte', 'bytes']],
  ['data', 1_000, ['kb', 'kilobyte', 'kilobytes']],
  ['data', 1_000_000, ['mb', 'megabyte', 'megabytes']],
  ['data', 1_000_000_000, ['gb', 'gigabyte', 'gigabytes']],
];

const byName: ReadonlyMap<string, Unit> = new Map(families.flatMap(([dimension, factor, names]) => names.map((name) => [name, { dimension, factor }] as const)));

/** The unit of that name, in any case; null where it is none. */
export const unitNamed = (name: string): Unit | null => byName.get(name.toLowerCase().replace(/\s+/gu, ' ')) ?? null;

const written = /\s?(degrees?\s+(?:celsius|centigrade)|°\s?c|°|\p{L}+)(?![\p{L}\p{N}_])/iuy;

/** The unit that is written right after a number, and where it ends; null where there is none. */
export function readUnitAt(text: string, from: number): { unit: Unit; end: number } | null {
  written.lastIndex = from;
  const [whole = '', name = ''] = written.exec(text) ?? [];
  const unit = unitNamed(name.replace(/°\s/u, '°'));
  return unit && { unit, end: from + whole.length };
}

/** A value of one unit in another one of the same kind; null where they measure different things. */
export function convert(value: number, from: Unit, to: Unit | null): number | null {
  return to?.dimension === from.dimension ? Number(((value * from.factor) / to.factor).toPrecision(12)) : null;
}
