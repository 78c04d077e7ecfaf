import type { Json } from '../../contract/json.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

function bytes(value: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3));
  return `${(value / 1_000 ** power).toLocaleString('en', { maximumFractionDigits: 1 })} ${UNITS[power] ?? ''}`;
}

const numbers: Record<string, (value: number) => string> = {
  percent: (value) => `${value.toLocaleString('en')} %`,
  integer: (value) => value.toLocaleString('en', { maximumFractionDigits: 0 }),
  decimal: (value) => value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  bytes,
  datetime: (value) => moment.format(value),
};

const plain = ['multiline', 'integer', 'decimal', 'percent', 'bytes', 'datetime'];

/** The unit that a format puts after the value, empty where the format is a way to write it. */
export const unitOf = (format: string | undefined): string => (format === 'percent' ? '%' : format === undefined || plain.includes(format) ? '' : format);

/** A value as a person reads it. What is not there is a dash. */
export function valueText(value: Json | undefined, format: string | undefined): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const write = format === undefined ? undefined : numbers[format];
  if (typeof value === 'number' && write) return write(value);
  if (typeof value === 'string' && format === 'datetime' && !Number.isNaN(Date.parse(value))) return moment.format(Date.parse(value));
  const text = typeof value === 'object' ? JSON.stringify(value) : typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 6 }) : value;
  return [text, unitOf(format)].filter(Boolean).join(' ');
}
