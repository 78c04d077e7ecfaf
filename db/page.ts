/** Which part of a list is asked for: at most `limit` items, after the one that `cursor` names. */
export type PageRequest = { limit: number; cursor?: string };
export type Page<Item> = { items: Item[]; nextCursor: string | null };

/** A cursor that no list of ours has handed out. */
export class CursorProblem extends Error {
  override name = 'CursorProblem';
}

const MAX_KEY = 120;
const NOT_OURS = 'expected a cursor that this list has answered';

/** The page of `rows`, which were read with `limit + 1`: the row too many only tells that there is more. */
export function toPage<Row, Item>(rows: readonly Row[], limit: number, keyOf: (row: Row) => string, toItem: (row: Row) => Item): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(toItem), nextCursor: more ? Buffer.from(keyOf(last), 'utf8').toString('base64url') : null };
}

/** The key inside a cursor, null without one; throws a CursorProblem unless the key has the list's form. */
export function readCursor(cursor: string | undefined, form: RegExp): string | null {
  if (cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key.length > MAX_KEY || !form.test(key)) throw new CursorProblem(NOT_OURS);
  return key;
}

const TIME_AND_ID = /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\w:.@-]{1,90})$/;

/** The time and the id inside the cursor of a list that is ordered by both, nulls without one; the time is one that exists. */
export function readTimeCursor(cursor: string | undefined): { at: string; id: string } | { at: null; id: null } {
  const key = readCursor(cursor, TIME_AND_ID);
  if (key === null) return { at: null, id: null };
  const [, at = '', id = ''] = TIME_AND_ID.exec(key) ?? [];
  if (!isInstant(at)) throw new CursorProblem(NOT_OURS);
  return { at, id };
}

/** A day or an hour that no calendar has becomes no date at all, or that of another day. */
function isInstant(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

/** The form of a key that is one of our ids. */
export const ID_KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
