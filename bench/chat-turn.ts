import type { Turn } from '../contract/turn.ts';
import { ids } from '../workflows/ids.ts';
import { expectData, type Session } from '../test/support/http.ts';
import { alternate, latencies, median } from './measure.ts';
import { openProject } from './open-project.ts';
import type { Place } from './place.ts';
import type { Question } from './question.ts';

const GOAL = 1.5;
const PLAN_GOAL = 3;
const EVENTS_GOAL = 2;
const ROUNDS = 7;
const TURNS = 15;
const STEPS = 10;
const FEWER_STEPS = 2;
const WAIT_SECONDS = 25;

/** How long does a chat message take, from the request to the recorded reply? The offline interpreter reads it, so no model's time is in it. */
export const chatTurn: Question = {
  id: 'P11',
  asks: `chat turn, 1 client, p50: one intent, and a plan of ${STEPS} steps, against a bare workflow; history events a step`,
  goal: GOAL,
  goalInWords: `≤ ${GOAL} ×; ≤ ${PLAN_GOAL} ×; ≤ ${EVENTS_GOAL} events`,
  measure: async (place) => {
    const projectId = await openProject(place.admin, 'Chat');
    const turns = async (steps: number) => median(await latencies(TURNS, () => say(place.admin, projectId, steps)));
    const bare = async () => median(await latencies(TURNS, place.runBare));
    const single = await alternate({ rounds: ROUNDS, warmUp: 1 }, () => turns(1), bare);
    const plan = await alternate({ rounds: ROUNDS, warmUp: 1 }, () => turns(STEPS), bare);
    const eventsPerStep = ((await planEvents(place, projectId, STEPS)) - (await planEvents(place, projectId, FEWER_STEPS))) / (STEPS - FEWER_STEPS);
    const detail = {
      ...{ turnMs: median(single.ours), planRatio: plan.ratio, planMs: median(plan.ours), bareMs: median(single.theirs), eventsPerStep },
      ...{ turnRounds: single.ours, planRounds: plan.ours, bareRounds: single.theirs },
    };
    return { ratio: single.ratio, rounds: ROUNDS, ok: single.ratio <= GOAL && plan.ratio <= PLAN_GOAL && eventsPerStep <= EVENTS_GOAL, detail };
  },
};

/** Says a message of so many steps in a session of its own, and waits until it is carried out. */
async function say(caller: Session, projectId: string, steps: number): Promise<Turn> {
  const message = Array.from({ length: steps }, (_, index) => `add ${index + 1}`).join(', then ');
  const { turnId } = expectData(await caller.post<{ turnId: string }>(`/projects/${projectId}/turns`, { message, mode: 'autonomous' }), 202);
  const turn = expectData(await caller.get<Turn>(`/projects/${projectId}/turns/${turnId}?waitSeconds=${WAIT_SECONDS}`));
  if (turn.status !== 'done' || turn.reply?.executionIds.length !== steps) throw new Error(`expected ${steps} executions, got ${turn.status}: ${turn.reply?.text ?? ''}`);
  return turn;
}

async function planEvents({ admin, historyLength }: Place, projectId: string, steps: number): Promise<number> {
  const { reply } = await say(admin, projectId, steps);
  return historyLength(ids.plan(projectId, reply?.planId ?? ''));
}
