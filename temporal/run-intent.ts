import type { AttemptOutcome } from '../contract/activities.ts';
import { intentRun } from '../workflows/intent-run.ts';
import { outcomeUpdate } from '../workflows/messages.ts';
import type { Temporal } from './connect.ts';
import { launches } from './launches.ts';
import { startAndWait } from './start-and-wait.ts';

/** Carries a stored attempt to its outcome, and waits for it; null when nothing is known in time. */
export function runIntent(
  temporal: Temporal,
  attempt: { projectId: string; attemptId: string; userId: string; actionId: string },
  waitMs: number,
): Promise<AttemptOutcome | null> {
  return startAndWait(temporal, intentRun, launches.intent(attempt), { update: outcomeUpdate, args: [] }, waitMs);
}
