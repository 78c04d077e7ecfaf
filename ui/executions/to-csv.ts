import type { Recorded } from '../data/use-execution.ts';

const COLUMNS = ['createdAt', 'status', 'actionId', 'userId', 'trigger', 'cost', 'durationMs', 'stateVersion', 'requestId', 'executionId', 'workflowId', 'message'] as const satisfies (keyof Recorded)[];

/** A cell that a spreadsheet reads as text, whatever it begins with. */
function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Executions as RFC 4180 text, with a heading, one a line. */
export function toCsv(rows: readonly Recorded[]): string {
  const lines = rows.map((row) => [...COLUMNS.map((column) => cell(row[column])), cell(row.error?.code)].join(','));
  return [[...COLUMNS, 'error'].join(','), ...lines, ''].join('\r\n');
}
