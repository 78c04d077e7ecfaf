import type { Json } from '../../contract/json.ts';
import { isPlainText } from '../expression/hostile-name.ts';

/** Whether the database takes a value and gives it back as it is: finite numbers, and well-formed text without NUL. */
export function isStorable(value: Json): boolean {
  if (typeof value === 'string') return isPlainText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isStorable);
  return Object.entries(value).every(([key, part]) => isPlainText(key) && isStorable(part));
}
