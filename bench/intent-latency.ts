import { openProject } from './open-project.ts';
import { alternate, latencies, median } from './measure.ts';
import { incrementCounter } from './increment-counter.ts';
import type { Question } from './question.ts';

const GOAL = 0.8;
const ROUNDS = 7;
const CALLS = 40;
const WARM_UP = 4; // As a process that has run for a minute, on both sides.

/** How long does one caller wait for a governed intent, from the HTTP request to the committed answer? */
export const intentLatency: Question = {
  id: 'P1',
  asks: 'governed intent, 1 client, p50, against a bare workflow',
  goal: GOAL,
  goalInWords: `≤ ${GOAL} ×`,
  measure: async ({ admin, runBare }) => {
    const projectId = await openProject(admin, 'Latency');
    const p50 = async (call: () => Promise<unknown>) => median(await latencies(CALLS, call));
    const sides = await alternate({ rounds: ROUNDS, warmUp: WARM_UP }, () => p50(() => incrementCounter(admin, projectId)), () => p50(runBare));
    const detail = { governedMs: median(sides.ours), bareMs: median(sides.theirs), governedRoundsMs: sides.ours, bareRoundsMs: sides.theirs };
    return { ratio: sides.ratio, rounds: ROUNDS, ok: sides.ratio <= GOAL, detail };
  },
};
