import type { Execution } from '../../contract/execution.ts';

/** The newest execution of each step of one plan, in step order; `executions` are the oldest first. */
export function inStepOrder(executions: readonly Execution[]): Execution[] {
  const newest = new Map(executions.map((execution) => [stepOf(execution), execution]));
  return [...newest].sort(([left], [right]) => left - right).map(([, execution]) => execution);
}

/** The request id of a step ends in `#` and its place. */
function stepOf({ requestId }: Execution): number {
  return Number(requestId.slice(requestId.lastIndexOf('#') + 1));
}
