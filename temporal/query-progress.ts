import type { Progress } from '../contract/turn.ts';
import { progressQuery } from '../workflows/messages.ts';
import type { Temporal } from './connect.ts';

/** Asks a live workflow how far it is. */
export function queryProgress({ client }: Temporal, workflowId: string): Promise<Progress> {
  return client.workflow.getHandle(workflowId).query(progressQuery);
}
