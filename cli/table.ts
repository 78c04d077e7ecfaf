export type Row = readonly (string | number | null)[];

const MAX_WIDTH = 60;

/** Rows under their headings, each column as wide as its widest value, without lines. */
export function table(headings: readonly string[], rows: readonly Row[]): string {
  if (rows.length === 0) return '(none)';
  const cells = [headings, ...rows.map((row) => row.map(cellText))];
  const widths = headings.map((_heading, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

/** A value on one line, cut where it would push the others away. */
function cellText(value: string | number | null): string {
  const text = String(value ?? '–').replace(/\s+/g, ' ');
  return text.length > MAX_WIDTH ? `${text.slice(0, MAX_WIDTH - 1)}…` : text;
}
