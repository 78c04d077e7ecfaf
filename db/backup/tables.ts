import type pg from 'pg';

/** One table of the schema: its columns in order, and the tables that its rows point at. */
export type Table = { table: string; columns: string[]; references: string[] };

const TABLES = `
  select c.relname as "table",
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select array_agg(distinct f.relname::text) from pg_constraint k join pg_class f on f.oid = k.confrelid
      where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid), '{}') as "references"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname = current_schema() and c.relname <> 'migration'
  order by c.relname`;

/** How Postgres writes values as text, so that what one session writes another reads as the same. */
const PLAIN_TEXT = "set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set bytea_output = 'hex'; set extra_float_digits = 1; set intervalstyle = 'postgres'";

/** Settles how values become text. */
export const writePlainly = async (client: pg.Client): Promise<void> => void (await client.query(PLAIN_TEXT));

/** Every table but that of migrations, those first that others point at. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(TABLES);
  const placed: Table[] = [];
  for (let waiting = rows; waiting.length > 0; ) {
    const names = new Set(placed.map(({ table }) => table));
    const next = waiting.filter(({ references }) => references.every((name) => names.has(name)));
    if (next.length === 0) throw new Error(`The tables ${waiting.map(({ table }) => table).join(', ')} point at each other.`);
    placed.push(...next);
    waiting = waiting.filter((table) => !next.includes(table));
  }
  return placed;
}

/** The migrations that a database has had, in order. */
export async function listMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ is_there: boolean }>("select to_regclass('migration') is not null as is_there");
  if (rows[0]?.is_there !== true) return [];
  return (await client.query<{ name: string }>('select name from migration order by name')).rows.map(({ name }) => name);
}
