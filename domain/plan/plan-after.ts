import type { OutcomeError } from '../../contract/decision.ts';
import type { PlanStatus } from '../../contract/plan.ts';
import type { ExecutionStatus } from '../../contract/execution.ts';
import { isRolledBack } from './roll-back.ts';

/** What a step came to, as far as its plan must know. */
export type StepEnd = { readonly status: ExecutionStatus; readonly error: OutcomeError | null; readonly approvalId: string | null };

/** How far a plan is after some of its steps, and why it stopped. */
export type PlanAfter = { currentStep: number; status?: PlanStatus; error?: OutcomeError | null; approvalId?: string | null };

/** Moves a plan on behind the steps that follow its current one: past each success, up to the first that is none. */
export function planAfter(plan: { readonly currentStep: number; readonly steps: readonly unknown[] }, ends: readonly StepEnd[]): PlanAfter {
  const stop = ends.find(({ status, error }) => status !== 'success' && !isRolledBack(error));
  const passed = stop ? ends.slice(0, ends.indexOf(stop)).filter(({ status }) => status === 'success').length : ends.length;
  const currentStep = plan.currentStep + passed;
  if (!stop) return { currentStep, ...(currentStep >= plan.steps.length && { status: 'succeeded' }) };
  switch (stop.status) {
    case 'rejected':
    case 'failed':
      return { currentStep, status: stop.status, error: stop.error };
    case 'success':
    case 'pending_approval':
    case 'running':
      return { currentStep, status: 'awaiting_approval', approvalId: stop.approvalId };
  }
}
