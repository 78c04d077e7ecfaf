import type { AttemptOutcome } from '../contract/activities.ts';
import { carryUpdate } from '../workflows/messages.ts';
import { projectLane } from '../workflows/project-lane.ts';
import type { Temporal } from './connect.ts';
import { launches } from './launches.ts';
import { startAndWait } from './start-and-wait.ts';

/** Carries stored attempts of one project to their outcomes in one transaction of its lane; null when nothing is known in time. */
export function carryInLane(temporal: Temporal, { projectId, attemptIds }: { projectId: string; attemptIds: string[] }, waitMs: number): Promise<AttemptOutcome[] | null> {
  return startAndWait(temporal, projectLane, launches.lane({ projectId }), { update: carryUpdate, args: [{ attemptIds }] }, waitMs);
}
