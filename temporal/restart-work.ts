import type { OpenWork } from '../contract/open-work.ts';
import { intentRun } from '../workflows/intent-run.ts';
import { planRun } from '../workflows/plan-run.ts';
import type { Temporal } from './connect.ts';
import { lookAtApproval } from './look-at-approval.ts';
import { launches } from './launches.ts';
import { startBacktest } from './start-backtest.ts';
import { type Launch, type Run, startOptions } from './start-options.ts';
import { startReEncryption } from './start-re-encryption.ts';
import { startPurge } from './start-purge.ts';
import { startTurn } from './start-turn.ts';

const START_WITHIN_MS = 10_000;

/** Starts the workflow of a row again without waiting for it; one that runs meanwhile stays as it is. */
export async function restartWork(temporal: Temporal, { kind, projectId, id, userId, actionId }: OpenWork): Promise<void> {
  switch (kind) {
    case 'turn':
      return startTurn(temporal, { projectId, turnId: id, userId });
    case 'approval':
      return lookAtApproval(temporal, { projectId, approvalId: id, requestedBy: userId });
    case 'backtest':
      return startBacktest(temporal, { projectId, backtestId: id, userId });
    case 'reEncryption':
      return startReEncryption(temporal, { runId: id, userId });
    case 'purge':
      return startPurge(temporal, { projectId, userId });
    case 'plan':
      return start(temporal, planRun, launches.plan({ projectId, planId: id, userId }));
    case 'intent':
      return start(temporal, intentRun, launches.intent({ projectId, attemptId: id, userId, actionId: actionId ?? '' }));
  }
}

async function start<Input extends object>(temporal: Temporal, run: Run<Input>, launch: Launch<Input>): Promise<void> {
  const { client } = temporal;
  await client.withDeadline(Date.now() + START_WITHIN_MS, () => client.workflow.start(run, startOptions(temporal, launch)));
}
