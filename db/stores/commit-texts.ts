/** One table of a commit: where its rows go, and the columns in the order of each row's values. */
export type CommitTable = {
  readonly name: string;
  readonly columns: readonly string[];
  /** What is written in place of a column's bare value; `{column}` stands for a value of the same row. */
  readonly written?: { readonly [column: string]: string };
  readonly onConflict?: string;
};

/** Rows of one table, each with its values in the order of the columns. */
export type CommitPart = { readonly table: CommitTable; readonly rows: readonly (readonly unknown[])[] };

const MAX_TEXTS = 1_000;

/** Writes the texts of commits: the same tables with as many rows are always the same text, which connections keep prepared. */
export function createCommitTexts(moveHead: { text: string; parameters: number }): (parts: readonly CommitPart[]) => string {
  const known = new Map<string, string>();
  return (parts) => {
    const shape = parts.map(({ table, rows }) => `${table.name} ${rows.length}`).join();
    const kept = known.get(shape);
    if (kept !== undefined) return kept;
    if (known.size >= MAX_TEXTS) known.clear();
    const text = writeText(moveHead, parts);
    known.set(shape, text);
    return text;
  };
}

/** One insert a table, as parts of the statement that moves the head. */
function writeText(moveHead: { text: string; parameters: number }, parts: readonly CommitPart[]): string {
  let taken = moveHead.parameters;
  const inserts = parts.map(({ table, rows }) => {
    const values = rows.map((row) => {
      const before = taken;
      taken += row.length;
      return rowText(table, before);
    });
    return [table.name, ' as (insert into ', table.name, ' (', table.columns.join(), ') values ', values.join(), ' ', table.onConflict ?? '', ')'].join('');
  });
  return [inserts.length > 0 ? 'with ' : '', inserts.join(',\n'), '\n', moveHead.text].join('');
}

function rowText({ columns, written }: CommitTable, before: number): string {
  const valueOf = (column: string) => `$${before + columns.indexOf(column) + 1}`;
  const cells = columns.map((column) => written?.[column]?.replaceAll(/\{(\w+)\}/g, (_all, named: string) => valueOf(named)) ?? valueOf(column));
  return `(${cells.join()})`;
}
