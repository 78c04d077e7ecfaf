import type { Recorded } from '../data/use-execution.ts';
import { csvCell } from '../parts/csv-cell.ts';

const COLUMNS = ['createdAt', 'status', 'actionId', 'userId', 'trigger', 'cost', 'durationMs', 'stateVersion', 'requestId', 'executionId', 'workflowId', 'message'] as const satisfies (keyof Recorded)[];

/** Executions as RFC 4180 text, with a heading, one a line. */
export function toCsv(rows: readonly Recorded[]): string {
  const lines = rows.map((row) => [...COLUMNS.map((column) => csvCell(row[column])), csvCell(row.error?.code)].join(','));
  return [[...COLUMNS, 'error'].join(','), ...lines, ''].join('\r\n');
}
