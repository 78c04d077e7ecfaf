import { WorkflowNotFoundError } from '@temporalio/client';
import { ids } from '../workflows/ids.ts';
import type { Temporal } from './connect.ts';

const ANSWER_WITHIN_MS = 20_000;
const MOST_AT_ONCE = 500;
const REASON = 'The project was purged.';
const PROJECT_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Ends workflows of a project where they are, at most so many, because nothing is left for them to do; answers how many. */
export async function endProjectWork({ client }: Temporal, projectId: string): Promise<number> {
  if (!PROJECT_ID.test(projectId)) throw new TypeError('This is no id of a project.');
  return client.withDeadline(Date.now() + ANSWER_WITHIN_MS, async () => {
    let ended = 0;
    let seen = 0;
    for await (const { workflowId, runId } of client.workflow.list({ query: queryOf(projectId), pageSize: MOST_AT_ONCE })) {
      seen += 1;
      ended += await end(client, workflowId, runId);
      if (seen >= MOST_AT_ONCE) break;
    }
    return ended;
  });
}

/** The ids of all workflows of a project begin alike, kind by kind. */
function queryOf(projectId: string): string {
  const { lane, turn, plan, intent, approval, backtest } = ids;
  const beginnings = [...[turn, plan, intent, approval, backtest].map((idOf) => idOf(projectId, '')), ids.notice(projectId, '', '').slice(0, -1)];
  const any = beginnings.map((beginning) => `WorkflowId STARTS_WITH '${beginning}'`).join(' or ');
  return `ExecutionStatus = 'Running' and (WorkflowId = '${lane(projectId)}' or ${any})`;
}

async function end(client: Temporal['client'], workflowId: string, runId: string): Promise<number> {
  try {
    await client.workflow.getHandle(workflowId, runId).terminate(REASON);
    return 1;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 0; // It has ended by itself.
    throw error;
  }
}
