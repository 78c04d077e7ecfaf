import type { Approval } from '../contract/approval.ts';
import { changeLines } from './describe-execution.ts';
import { shortId } from './short-id.ts';
import { table } from './table.ts';

/** A request for approval in a few lines: what is asked, why people are asked, what it would change, and what they have said. */
export function describeApproval(approval: Approval): string {
  const { approvalId, status, reason, requestedBy, requiredRole, quorum, votes, cost, expiresAt, diff } = approval;
  const said = votes.map(({ userId, vote, comment }) => `  ${vote === 'approve' ? 'approved' : 'denied'} by ${userId}${comment === null ? '' : `: ${comment}`}`);
  return [
    `${status}  ${whatIsAsked(approval)}  (${shortId(approvalId)})`,
    `  ${reason.text}`,
    `  asked by ${requestedBy}, costs ${cost}, needs ${quorum} of the role ${requiredRole}, until ${expiresAt}`,
    ...changeLines(diff),
    ...said,
    ...movedLines(approval),
  ].join('\n');
}

/** Requests for approval as a table, a line each. */
export function approvalTable(approvals: readonly Approval[]): string {
  const rows = approvals.map((approval) => {
    const { approvalId, createdAt, status, cost, requiredRole, votes, quorum, expiresAt } = approval;
    return [shortId(approvalId), createdAt, status, whatIsAsked(approval), cost, `${votes.length}/${quorum} ${requiredRole}`, expiresAt];
  });
  return table(['ID', 'AT', 'STATUS', 'ASKS FOR', 'COST', 'VOTES', 'UNTIL'], rows);
}

function movedLines({ moved }: Approval): string[] {
  return moved.map(({ path, was, is }) => `  moved: ${path}: ${JSON.stringify(was) ?? '(nothing)'} → ${JSON.stringify(is) ?? '(nothing)'}`);
}

function whatIsAsked({ intent, steps }: Approval): string {
  return intent?.actionId ?? (steps ?? []).map(({ actionId }) => actionId).join(', ');
}
