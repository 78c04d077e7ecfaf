import { usageError } from './command-error.ts';

/** A time as the API takes it; anything that is none ends the command. */
export function readInstant(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw usageError(`'${text}' is no time; expected one such as 2026-03-29T01:30:00Z.`);
  return date.toISOString();
}
