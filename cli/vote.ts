import type { Approval } from '../contract/approval.ts';
import { routes } from '../contract/routes.ts';
import { describeApproval } from './describe-approval.ts';
import { describeExecution } from './describe-execution.ts';
import { EXIT_CODES, EXIT_OF_EXECUTION, type ExitCode } from './exit-code.ts';
import { findApproval } from './find-approval.ts';
import type { Shell } from './shell.ts';

export type Ballot = { comment?: string; digest?: string };

/** Says yes or no to a request as it was read, and tells what came of it. */
export async function vote(shell: Shell, text: string, said: 'approve' | 'deny', { comment, digest }: Ballot): Promise<ExitCode> {
  const asked = await findApproval(shell, text);
  const { projectId, approvalId } = asked;
  const body = { vote: said, digest: digest ?? asked.digest, ...(comment !== undefined && { comment }) };
  return tell(shell, await shell.client().call(routes.postVote, { params: { projectId, approvalId }, body }));
}

async function tell(shell: Shell, approval: Approval): Promise<ExitCode> {
  const { projectId, status, outcomeExecutionId } = approval;
  const outcome = outcomeExecutionId === null ? null : await shell.client().call(routes.getExecution, { params: { projectId, executionId: outcomeExecutionId } });
  shell.show(approval, [describeApproval(approval), ...(outcome ? [describeExecution(outcome)] : [])].join('\n'));
  if (status === 'pending') return EXIT_CODES.waits;
  return status === 'approved' && outcome ? EXIT_OF_EXECUTION[outcome.status] : EXIT_CODES.done;
}
