import type { AttemptOutcome } from '../contract/activities.ts';
import type { Clock } from '../platform/clock.ts';

/** How attempts of busy projects are carried: together, by the lane of their project. */
export type ProjectLanes = {
  /** Counts an attempt, and says whether its project is so busy that the lane should carry it. */
  isBusy: (projectId: string) => boolean;
  /** Has the lane carry a stored attempt with those that come at the same time; null when nothing is known in time. Throws where the lane could not take it. */
  carry: (projectId: string, attemptId: string) => Promise<AttemptOutcome | null>;
};

/** `waitMs` is how long one caller waits at most, also for a place in a batch. */
export type LanePower = { clock: Pick<Clock, 'monotonicMs'>; waitMs: number; carryInLane: (batch: { projectId: string; attemptIds: string[] }) => Promise<AttemptOutcome[] | null> };

const BUSY_ABOVE = 3; // Attempts within the last second.
const SECOND_MS = 1_000;
const MOST_TOGETHER = 64;
const MOST_IN_FLIGHT = 4; // A workflow takes eight updates at once; another api may send as many.
const MOST_KNOWN = 1_000;

type Ticket = { attemptId: string; resolve: (outcome: AttemptOutcome | null) => void; reject: (error: unknown) => void };
type Lane = { projectId: string; seenAt: number[]; waiting: Ticket[]; inFlight: number };

/** Remembers what came in the last second, project by project, and gathers what waits for a lane into batches. */
export function createProjectLanes({ clock, waitMs, carryInLane }: LanePower): ProjectLanes {
  const lanes = new Map<string, Lane>();

  const laneOf = (projectId: string): Lane => {
    const known = lanes.get(projectId);
    if (known) return known;
    if (lanes.size >= MOST_KNOWN) forgetIdle(lanes, clock.monotonicMs() - SECOND_MS);
    const lane: Lane = { projectId, seenAt: [], waiting: [], inFlight: 0 };
    lanes.set(projectId, lane);
    return lane;
  };

  const send = (lane: Lane): void => {
    while (lane.inFlight < MOST_IN_FLIGHT && lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0, MOST_TOGETHER);
      lane.inFlight += 1;
      void deliver(batch, carryInLane({ projectId: lane.projectId, attemptIds: batch.map(({ attemptId }) => attemptId) })).finally(() => {
        lane.inFlight -= 1;
        send(lane);
      });
    }
  };

  return {
    isBusy: (projectId) => {
      const lane = laneOf(projectId);
      const now = clock.monotonicMs();
      lane.seenAt = [...lane.seenAt.filter((at) => at > now - SECOND_MS).slice(-BUSY_ABOVE), now];
      return lane.seenAt.length > BUSY_ABOVE;
    },
    carry: (projectId, attemptId) => {
      const { promise, resolve, reject } = Promise.withResolvers<AttemptOutcome | null>();
      const timer = setTimeout(() => resolve(null), waitMs);
      const lane = laneOf(projectId);
      lane.waiting.push({ attemptId, resolve, reject });
      send(lane);
      return promise.finally(() => clearTimeout(timer));
    },
  };
}

async function deliver(batch: readonly Ticket[], carried: Promise<AttemptOutcome[] | null>): Promise<void> {
  try {
    const outcomes = await carried;
    for (const { attemptId, resolve } of batch) resolve(outcomes?.find((outcome) => outcome.attemptId === attemptId) ?? null);
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

function forgetIdle(lanes: Map<string, Lane>, before: number): void {
  for (const [projectId, { seenAt, waiting, inFlight }] of lanes) {
    if (waiting.length === 0 && inFlight === 0 && (seenAt.at(-1) ?? 0) < before) lanes.delete(projectId);
  }
}
