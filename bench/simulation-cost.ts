import type { Intent } from '../contract/intent.ts';
import { openDatabase } from '../db/database.ts';
import { rehearse } from '../db/rehearse.ts';
import { type Commits, openCommits } from './commits.ts';
import { alternate, latencies, median } from './measure.ts';
import { openProject } from './open-project.ts';
import type { Question } from './question.ts';

const GOAL = 0.7;
const PREVIEW_GOAL = 4;
const ROUNDS = 7;
const CALLS = 100;
const STEPS = 20;
const STEP: Intent = { actionId: 'demo.counter.increment', inputs: {}, mode: 'autonomous', confirmed: false };

/** What does trying cost beside doing, and a long plan beside one step? Neither HTTP nor Temporal takes part. */
export const simulationCost: Question = {
  id: 'P10',
  asks: `simulate against commit, p50; preview of ${STEPS} steps against 1`,
  goal: GOAL,
  goalInWords: `≤ ${GOAL} ×; ≤ ${PREVIEW_GOAL} ×`,
  measure: async (place) => {
    const database = await openDatabase({ url: place.databaseUrl, poolSize: 2 });
    try {
      const commits = openCommits(place, database);
      const projectId = await openProject(place.admin, 'Simulations');
      await commits.commit(projectId, STEP, CALLS);
      await database.read('analyze'); // As a database that has run for a minute: its statistics know its tables.
      const preview = (steps: number) => async () => median(await latencies(CALLS, () => simulate(commits, projectId, steps)));
      const simulated = await alternate({ rounds: ROUNDS, warmUp: 1 }, preview(1), async () => median(await commits.commit(projectId, STEP, CALLS)));
      const previewed = await alternate({ rounds: ROUNDS, warmUp: 1 }, preview(STEPS), preview(1));
      const detail = {
        ...{ simulateMs: median(simulated.ours), commitMs: median(simulated.theirs), previewRatio: previewed.ratio, longPreviewMs: median(previewed.ours), shortPreviewMs: median(previewed.theirs) },
        ...{ simulateRounds: simulated.ours, commitRounds: simulated.theirs, longPreviewRounds: previewed.ours, shortPreviewRounds: previewed.theirs },
      };
      return { ratio: simulated.ratio, rounds: ROUNDS, ok: simulated.ratio <= GOAL && previewed.ratio <= PREVIEW_GOAL, detail };
    } finally {
      await database.close();
    }
  },
};

async function simulate({ powers, userId }: Commits, projectId: string, count: number): Promise<void> {
  const preview = await rehearse(powers, { projectId, userId, trigger: 'api', steps: Array.from({ length: count }, () => STEP) });
  if (preview?.status !== 'success' || preview.steps.length !== count) throw new Error(`expected ${count} steps that pass, got ${preview?.status}`);
}
