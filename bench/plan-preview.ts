import { executeIntents } from '../activities/execute-intents.ts';
import type { Intent } from '../contract/intent.ts';
import { openDatabase } from '../db/database.ts';
import { rehearse } from '../db/rehearse.ts';
import { mintId } from '../platform/ids.ts';
import { type Commits, openCommits } from './commits.ts';
import { alternate, latencies, median } from './measure.ts';
import { openProject } from './open-project.ts';
import type { Question } from './question.ts';

const GOAL = 1.5;
const ROUNDS = 7;
const CALLS = 60;
const STEPS: Intent[] = Array.from({ length: 10 }, () => ({ actionId: 'demo.counter.increment', inputs: {}, mode: 'autonomous', confirmed: false }));

/** What does it cost to show a plan beside running it? Neither HTTP nor Temporal takes part. */
export const planPreview: Question = {
  id: 'P10b',
  asks: `preview of a plan of ${STEPS.length} steps against one transaction of the same steps, p50`,
  goal: GOAL,
  goalInWords: `≤ ${GOAL} ×`,
  measure: async (place) => {
    const database = await openDatabase({ url: place.databaseUrl, poolSize: 2 });
    try {
      const commits = openCommits(place, database);
      const projectId = await openProject(place.admin, 'Plan previews');
      await committed(commits, projectId);
      await database.read('analyze'); // As a database that has run for a minute: its statistics know its tables.
      const previewed = async () => median(await latencies(CALLS, () => preview(commits, projectId)));
      const { ratio, ours, theirs } = await alternate({ rounds: ROUNDS, warmUp: 1 }, previewed, async () => median(await committed(commits, projectId)));
      const detail = { previewMs: median(ours), transactionMs: median(theirs), previewRounds: ours, transactionRounds: theirs };
      return { ratio, rounds: ROUNDS, ok: ratio <= GOAL, detail };
    } finally {
      await database.close();
    }
  },
};

async function preview({ powers, userId }: Commits, projectId: string): Promise<void> {
  const shown = await rehearse(powers, { projectId, userId, trigger: 'plan', steps: STEPS });
  if (shown?.status !== 'success') throw new Error(`expected steps that pass, got ${shown?.status}`);
}

/** Commits the steps so many times, each time in one transaction; the attempts are stored before the clock runs. */
async function committed({ powers, userId }: Commits, projectId: string): Promise<number[]> {
  const taken: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const attemptIds = await openAttempts(powers, projectId, userId);
    const began = performance.now();
    const answers = await executeIntents(powers)({ projectId, attemptIds });
    taken.push(performance.now() - began);
    if (answers.some(({ status }) => status !== 'success')) throw new Error('expected successes');
  }
  return taken;
}

function openAttempts({ attempts, database }: Commits['powers'], projectId: string, userId: string): Promise<string[]> {
  const origin = { trigger: 'api' as const, planId: null, turnId: null, workflowId: null, mode: 'autonomous' as const, confirmed: false };
  return attempts.openAll(
    database.read,
    STEPS.map(({ actionId, inputs }) => ({ ...origin, projectId, userId, requestId: mintId(), intent: { actionId, inputs } })),
  );
}
