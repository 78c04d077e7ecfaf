import pg from 'pg';

/** A look into the database of a house, beside everything that it offers. */
export type Sql = { rows: <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>; close: () => Promise<void> };

export async function openSql(connectionString: string): Promise<Sql> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return {
    rows: async <Row extends object>(text: string, values: unknown[] = []) => (await client.query<Row>(text, values)).rows,
    close: () => client.end(),
  };
}
