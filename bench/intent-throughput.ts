import { openProject } from './open-project.ts';
import { alternate, median, rate } from './measure.ts';
import { incrementCounter } from './increment-counter.ts';
import type { Question } from './question.ts';

const GOAL = 1;
const ROUNDS = 5;
const CLIENTS = 16;
const FOR_MS = 4_000;

/** How many governed intents a second do 16 callers get in 16 projects? */
export const intentThroughput: Question = {
  id: 'P2',
  asks: `governed intents/s, ${CLIENTS} clients, ${CLIENTS} projects, against a bare workflow`,
  goal: GOAL,
  goalInWords: `≥ ${GOAL} ×`,
  measure: async ({ admin, runBare }) => {
    const projectIds = await Promise.all(Array.from({ length: CLIENTS }, (_, index) => openProject(admin, `Throughput ${index}`)));
    const ours = () => rate(CLIENTS, FOR_MS, (client) => incrementCounter(admin, projectIds[client] ?? ''));
    const sides = await alternate({ rounds: ROUNDS, warmUp: 1 }, ours, () => rate(CLIENTS, FOR_MS, runBare));
    const detail = { governedPerSecond: median(sides.ours), barePerSecond: median(sides.theirs), governedRounds: sides.ours, bareRounds: sides.theirs };
    return { ratio: sides.ratio, rounds: ROUNDS, ok: sides.ratio >= GOAL, detail };
  },
};
