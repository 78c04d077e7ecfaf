import { ids } from '../workflows/ids.ts';
import type { Launch } from './start-options.ts';

/** How each workflow that carries a row is started; the id, the input and the labels are ids alone. */
export const launches = {
  intent: ({ projectId, attemptId, userId, actionId }: { projectId: string; attemptId: string; userId: string; actionId: string }) =>
    ({
      workflowId: ids.intent(projectId, attemptId),
      input: { projectId, attemptId },
      labels: { projectId, userId, actionId },
      summary: `Intent ${actionId}`,
    }) satisfies Launch<object>,
  lane: ({ projectId }: { projectId: string }) => ({ workflowId: ids.lane(projectId), input: { projectId }, labels: { projectId }, summary: 'Intents of a busy project' }) satisfies Launch<object>,
  plan: ({ projectId, planId, userId }: { projectId: string; planId: string; userId: string }) =>
    ({ workflowId: ids.plan(projectId, planId), input: { projectId, planId }, labels: { projectId, userId }, summary: 'Plan' }) satisfies Launch<object>,
  approval: ({ projectId, approvalId, userId }: { projectId: string; approvalId: string; userId: string }) =>
    ({ workflowId: ids.approval(projectId, approvalId), input: { projectId, approvalId }, labels: { projectId, userId }, summary: 'Approval' }) satisfies Launch<object>,
  backtest: ({ projectId, backtestId, userId }: { projectId: string; backtestId: string; userId: string }) =>
    ({ workflowId: ids.backtest(projectId, backtestId), input: { projectId, backtestId }, labels: { projectId, userId }, summary: 'Backtest of a policy' }) satisfies Launch<object>,
  reEncryption: ({ runId, userId }: { runId: string; userId: string }) =>
    ({ workflowId: ids.reEncryption('', runId), input: { runId }, labels: { userId }, summary: 'Re-encryption' }) satisfies Launch<object>,
  purge: ({ projectId, userId }: { projectId: string; userId: string }) => ({ workflowId: ids.purge(projectId), input: { projectId }, labels: { projectId, userId }, summary: 'Purge of a project' }) satisfies Launch<object>,
  turn: ({ projectId, turnId, userId }: { projectId: string; turnId: string; userId: string }) =>
    ({ workflowId: ids.turn(projectId, turnId), input: { projectId, turnId }, labels: { projectId, userId }, summary: 'Chat turn' }) satisfies Launch<object>,
} as const;
