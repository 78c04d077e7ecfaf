import { createHash } from 'node:crypto';

type Read = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Columns that only say when something was last looked at. */
const TOUCHED = ['last_seen_at', 'last_used_at', 'asked_at'];

/** A digest of the content of each table of the house, but for those named; of one project's rows alone where it is given. */
export async function tableDigests(read: Read, { projectId, without = [] }: { projectId?: string; without?: readonly string[] } = {}): Promise<Record<string, string>> {
  const tables = await read<{ name: string }>(
    `select t.table_name as name from information_schema.tables t
     where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and not t.table_name = any($1)
       and ($2 = false or exists (select from information_schema.columns c where c.table_schema = 'public' and c.table_name = t.table_name and c.column_name = 'project_id'))
     order by 1`,
    [without, projectId !== undefined],
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const where = projectId === undefined ? '' : 'where project_id = $2'; // The names come from the catalog of the database.
    const values = projectId === undefined ? [TOUCHED] : [TOUCHED, projectId];
    const rows = await read<{ row: string }>(['select (to_jsonb(t) - $1::text[])::text as row from', `"${name}" t`, where, 'order by 1'].join(' '), values);
    digests[name] = `${rows.length} rows ${createHash('sha256').update(rows.map(({ row }) => row).join('\n')).digest('hex')}`;
  }
  return digests;
}
