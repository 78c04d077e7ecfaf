import type { SimulatedExecution } from '../../contract/execution.ts';
import type { Intent } from '../../contract/intent.ts';

/** The steps that made a fork what it is: those that passed, and those that would have waited for people and are asked for then. */
export function promotableSteps(steps: readonly Intent[], executions: readonly Pick<SimulatedExecution, 'status'>[]): Intent[] {
  return steps.filter((_step, index) => {
    const status = executions[index]?.status;
    return status === 'success' || status === 'pending_approval';
  }).map(({ requestId: _requestId, ...step }) => step);
}
