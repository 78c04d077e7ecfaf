import { CommandError, usageError } from './command-error.ts';

const SHOWN = 8;
const WHOLE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The end of an id, which is where two ids of the same second differ. */
export const shortId = (id: string): string => id.slice(-SHOWN);

/** Whether a text is a whole id, which needs no looking up. */
export const isWholeId = (text: string): boolean => WHOLE.test(text);

/** The one candidate that a person means by its id, the end of its id, or its name. */
export function chooseMeant<T>(candidates: readonly T[], text: string, { noun, id, name }: { noun: string; id: (item: T) => string; name?: (item: T) => string }): T {
  const meant = candidates.filter((item) => id(item) === text || name?.(item) === text);
  const similar = meant.length > 0 ? meant : candidates.filter((item) => text.length >= 4 && id(item).endsWith(text.toLowerCase()));
  const [first, second] = similar;
  if (first === undefined) throw new CommandError(`There is no ${noun} '${text}' that you can see.`);
  if (second !== undefined) throw usageError(`Several ${noun}s are called '${text}'; give the whole id: ${similar.slice(0, 5).map(id).join(', ')}.`);
  return first;
}
