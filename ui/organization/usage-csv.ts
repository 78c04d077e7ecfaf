import type { ProjectUsage } from '../../contract/organization.ts';
import { csvCell } from '../parts/csv-cell.ts';

const HEADINGS = ['projectId', 'name', 'status', 'executions', 'success', 'rejected', 'failed', 'pending_approval', 'failureRate', 'cost', 'users', 'turns', 'tokens'];

/** What projects did as RFC 4180 text, with a heading, one a line. */
export function usageCsv(projects: readonly ProjectUsage[]): string {
  const lines = projects.map(({ projectId, name, status, executions, byStatus, failureRate, cost, users, turns, tokens }) =>
    [projectId, name, status, executions, byStatus.success, byStatus.rejected, byStatus.failed, byStatus.pending_approval, failureRate, cost, users, turns, tokens].map(csvCell).join(','),
  );
  return [HEADINGS.join(','), ...lines, ''].join('\r\n');
}
