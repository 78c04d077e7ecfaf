import type { Database } from '../../db/database.ts';
import { SEALED_TABLES, type SealedTable } from '../../db/stores/sealed-columns.ts';
import type { Seal } from '../../platform/seal.ts';

type Column = { name: string; type: string };

/** What no rule of a table refuses, by the type of a column; nothing expires. */
const FILLERS: Record<string, unknown> = { text: 'x', jsonb: '{}', integer: 1, bigint: 1, boolean: false, 'double precision': 1, bytea: Buffer.from('x'), 'timestamp with time zone': '2100-01-01T00:00:00Z' };

/** What some columns hold only one of. */
const SPECIAL: Record<string, string> = { 'approval.status': 'pending', 'login_session.method': 'password' };

/** What a planted column opens to. */
export const plantedText = (table: string, column: string, number: number): string => `${table} ${column} ${number}`;

/** Puts so many rows into every table that has something sealed, each part of them sealed with `seal` for its purpose; nothing else in them means anything. */
export async function plantSealedRows(database: Pick<Database, 'write'>, seal: Seal, count: number, tables: readonly SealedTable[] = SEALED_TABLES): Promise<void> {
  await database.write(async (sql) => {
    await sql("select set_config('session_replication_role', 'replica', true)"); // What a row points at need not be there.
    for (const table of tables) {
      const needed = await sql<Column>(
        `select column_name as name, data_type as type from information_schema.columns where table_schema = 'public' and table_name = $1 and is_nullable = 'NO' and column_default is null`,
        [table.table],
      );
      for (let number = 0; number < count; number += 1) await insertRow(sql, table, needed, seal, number);
    }
  });
}

async function insertRow(sql: <Row>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>, { table, key, columns, purposes }: SealedTable, needed: readonly Column[], seal: Seal, number: number): Promise<void> {
  const row: Record<string, unknown> = {};
  for (const { name, type } of needed) row[name] = SPECIAL[`${table}.${name}`] ?? FILLERS[type];
  for (const name of [...key, 'request_id', 'secret_id'].filter((one) => key.includes(one) || one in row)) row[name] = `${name}-${number}`;
  columns.forEach((name, index) => (row[name] = seal.seal(purposes[index]?.at(-1) ?? '', plantedText(table, name, number))));
  const names = Object.keys(row);
  await sql(`insert into ${table} (${names.join(', ')}) values (${names.map((_name, index) => `$${index + 1}`).join(', ')})`, Object.values(row));
}
