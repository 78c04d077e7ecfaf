import type { Sql } from '../database.ts';

/** The first of these names that nobody has, whether in small or in capital letters; throws where all are taken. */
export async function freeUsername(sql: Sql, names: readonly string[]): Promise<string> {
  const taken = await sql<{ name: string }>('select lower(username) as name from app_user where lower(username) = any($1)', [names.map((name) => name.toLowerCase())]);
  const free = names.find((name) => taken.every((row) => row.name !== name.toLowerCase()));
  if (free === undefined) throw new Error(`Each of ${names.length} names for a new person is taken.`);
  return free;
}
