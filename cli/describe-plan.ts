import type { Plan, PlanPreview } from '../contract/plan.ts';
import { changeLines, receiptLine } from './describe-execution.ts';

/** A plan in a line for itself and one for each step: what was recorded, or else what would be. */
export function describePlan({ planId, status, steps, executions, preview, error, approvalId }: Plan): string {
  const waits = status === 'awaiting_approval' && approvalId !== null ? [`  it waits for the approval ${approvalId}`] : [];
  const lines = executions.length > 0 ? executions.map(receiptLine) : (preview?.steps ?? []).map(receiptLine);
  return [`plan ${planId}: ${status}, ${executions.length} of ${steps.length} steps recorded`, ...numbered(lines), ...waits, ...(error === null ? [] : [`  ${error.code}: ${error.detail}`])].join('\n');
}

/** What a plan would do, step by step, and the changes of all of them together. */
export function describePreview({ steps, status, cost, diff, error, approvalsNeeded }: PlanPreview): string {
  const needs = approvalsNeeded.map(({ rule, requiredRole, quorum }) => `  needs ${quorum} × ${requiredRole} (${rule})`);
  return [`would be ${status}, cost ${cost}`, ...numbered(steps.map(receiptLine)), ...needs, ...(error === null ? [] : [`  ${error.code}: ${error.detail}`]), ...changeLines(diff)].join('\n');
}

const numbered = (lines: readonly string[]): string[] => lines.map((line, index) => `  ${index + 1}. ${line}`);
