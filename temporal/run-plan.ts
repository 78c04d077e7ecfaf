import type { PlanProgress } from '../contract/activities.ts';
import { planProgressUpdate } from '../workflows/messages.ts';
import { planRun } from '../workflows/plan-run.ts';
import type { Temporal } from './connect.ts';
import { launches } from './launches.ts';
import { startAndWait } from './start-and-wait.ts';

/** Carries a running plan on until it rests, and waits for that; null when it still runs after `waitMs`. */
export function runPlan(temporal: Temporal, plan: { projectId: string; planId: string; userId: string }, waitMs: number): Promise<PlanProgress | null> {
  return startAndWait(temporal, planRun, launches.plan(plan), { update: planProgressUpdate, args: [] }, waitMs);
}
