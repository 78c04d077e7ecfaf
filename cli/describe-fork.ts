import type { Fork } from '../contract/fork.ts';
import { receiptLine } from './describe-execution.ts';

/** A fork in a line for itself and one for each thing that was tried on it. */
export function describeFork({ forkId, baseVersion, expiresAt, executions }: Fork): string {
  const lines = executions.map((execution, index) => `  ${index + 1}. ${receiptLine(execution)}`);
  return [`fork ${forkId} of version ${baseVersion}, until ${expiresAt}, ${executions.length} tried`, ...lines].join('\n');
}
