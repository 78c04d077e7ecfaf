import { ApplicationFailure } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import type { Sql } from '../db/database.ts';
import { commitRows } from '../db/stores/commit-rows.ts';
import { loadFacts } from '../db/stores/facts.ts';
import { insertApproval } from '../db/stores/new-approval.ts';
import { lockHead } from '../db/stores/heads.ts';
import { writeCommit } from '../db/stores/write-commit.ts';
import { decideAttempts, type Settled } from '../domain/execution/decide-attempts.ts';
import type { ChainedExecution } from '../domain/execution/write-up.ts';
import type { Powers } from './dependencies.ts';

/**
 * Decides attempts of one project and commits what comes of them, with the record of every decision, in one transaction
 * under the project's head lock. Safe to repeat: an attempt that is recorded is answered from its row. A step of a plan
 * that was cancelled meanwhile is left out.
 */
export const executeIntents =
  (powers: Powers): Activities['executeIntents'] =>
  async ({ projectId, attemptIds }) => {
    const { answers, writeUps } = await powers.database.write((sql) => settleUnderLock(powers, sql, projectId, attemptIds));
    powers.wake(projectId);
    for (const { execution } of writeUps) logExecution(powers.logger, execution);
    return answers;
  };

/** One line for each recorded execution, joined to the audit row, the workflow and the request by their ids. */
function logExecution(logger: Powers['logger'], execution: ChainedExecution): void {
  const { requestId, projectId, executionId, userId, trigger, actionId, status, errorCode, cost, durationMs, workflowId } = execution;
  logger.info('execution-recorded', `${actionId}: ${errorCode ?? status}.`, {
    request_id: requestId,
    project_id: projectId,
    execution_id: executionId,
    user_id: userId,
    workflow_id: workflowId,
    trigger,
    status,
    cost,
    duration_ms: durationMs,
  });
}

async function settleUnderLock(powers: Powers, sql: Sql, projectId: string, attemptIds: readonly string[]): Promise<Settled> {
  const { catalog, footprint, dayStart, engine, checkpointEvery, clock } = powers;
  const locked = await lockHead(sql, projectId, attemptIds);
  if (!locked) throw ApplicationFailure.nonRetryable(`There is no project ${projectId}.`, 'not_found');
  const { attempts: stored, ...head } = locked;
  const attempts = inOrder(stored.map(powers.attempts.parse), attemptIds);
  const inForce = await powers.readPolicy(sql, projectId, head.policyVersion);

  const actionIds = attempts.map(({ intent }) => intent.actionId);
  const gathering = { catalog, footprint, dayStart, ...inForce, head, actionIds, now: Math.max(clock.now().getTime(), head.at) };
  const { start, callers, recorded, runningPlanIds } = await loadFacts(sql, gathering, {
    attemptIds,
    userIds: attempts.map(({ userId }) => userId),
    requestIds: attempts.map(({ requestId }) => requestId),
    planIds: attempts.flatMap(({ planId }) => planId ?? []),
    wholeState: head.version % checkpointEvery >= checkpointEvery - attempts.length, // A checkpoint may fall due.
  });

  const settled = decideAttempts({
    gathering,
    attempts,
    callers,
    recorded,
    runningPlanIds,
    start,
    engine,
    checkpointEvery,
    elapsed: () => clock.monotonicMs(),
    pens: pensOf(powers),
  });
  if (settled.writeUps.length > 0) await writeCommit(sql, commitRows(settled, powers.sha256));
  for (const approval of settled.approvals) await insertApproval(sql, powers.seal, approval, powers.approvalWorkflowId(projectId, approval.approvalId));
  return settled;
}

function inOrder<Stored extends { attemptId: string }>(stored: readonly Stored[], attemptIds: readonly string[]): Stored[] {
  return attemptIds.map((attemptId) => {
    const attempt = stored.find((candidate) => candidate.attemptId === attemptId);
    if (!attempt) throw ApplicationFailure.nonRetryable(`There is no attempt ${attemptId}.`, 'not_found');
    return attempt;
  });
}

function pensOf({ mintId, seal, sha256 }: Powers) {
  return { mintId, sha256, mac: (text: string) => seal.mac('chain', text), keyId: seal.keyId };
}
