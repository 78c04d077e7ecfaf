import type { Sql } from '../../db/database.ts';
import { findExecution } from '../../db/stores/executions.ts';
import type { Answer, Settled } from '../../domain/execution/decide-attempts.ts';
import type { StepEnd } from '../../domain/plan/plan-after.ts';

/** What the steps of a plan came to, with the errors of those that were recorded before. */
export async function stepEnds(sql: Sql, projectId: string, { answers, writeUps }: Settled): Promise<StepEnd[]> {
  const ends: StepEnd[] = [];
  for (const answer of answers) ends.push(answer.status === 'success' ? { status: 'success', error: null, approvalId: null } : await stopOf(sql, projectId, answer, writeUps));
  return ends;
}

async function stopOf(sql: Sql, projectId: string, { executionId, status }: Answer, writeUps: Settled['writeUps']): Promise<StepEnd> {
  const written = writeUps.find(({ execution }) => execution.executionId === executionId)?.execution;
  const { error = null, approvalId = null } = written ?? (await findExecution(sql, projectId, executionId)) ?? {};
  return { status, error, approvalId };
}
