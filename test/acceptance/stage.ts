import type { Execution, SimulatedExecution } from '../../contract/execution.ts';
import type { Intent } from '../../contract/intent.ts';
import type { Plan, PlanPreview } from '../../contract/plan.ts';
import type { Role } from '../../contract/project.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import type { Turn } from '../../contract/turn.ts';
import { createMember, createProject, expectData, type Session } from '../support/http.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';

/** An intent as a caller sends it: what has a default may be absent. */
export type Asked = Pick<Intent, 'actionId'> & Partial<Intent>;

export type PlanOptions = { mode?: Intent['mode']; atomicity?: Plan['atomicity'] };

export type Say = { sessionId?: string; mode?: Intent['mode']; simulate?: boolean };

/** One caller in one project, with the calls that a test makes. */
export type Actor = {
  session: Session;
  userId: string;
  /** POST /intents. */
  run: (intent: Asked) => Promise<Execution>;
  simulate: (intent: Asked) => Promise<SimulatedExecution>;
  /** POST /turns, and the turn when it rests. */
  say: (message: string, more?: Say) => Promise<Turn>;
  answer: (turn: Turn, answer: { text: string } | { choice: number | string }) => Promise<Turn>;
  /** POST /plans with `run`. */
  runPlan: (steps: Asked[], more?: PlanOptions) => Promise<Plan>;
  simulatePlan: (steps: Asked[], more?: PlanOptions) => Promise<PlanPreview>;
};

/** A fresh project in a running house, with its admin, and without limits unless a policy is given. */
export type Stage = {
  house: HouseFacts & { adminSession: Session };
  projectId: string;
  /** The path of something in the project. */
  at: (path: string) => string;
  admin: Actor;
  join: (role: Role) => Promise<Actor>;
  setPolicy: (policy: unknown) => Promise<void>;
  state: () => Promise<Snapshot>;
  counter: () => Promise<number>;
  /** Every execution, newest first. */
  executions: () => Promise<Execution[]>;
};

const WAIT_SECONDS = 25;

/** Opens a project of its own for a test. */
export async function openStage(policy: unknown = {}, house?: Stage['house']): Promise<Stage> {
  const home = house ?? (await sharedHouse());
  const { adminSession } = home;
  const projectId = await createProject(adminSession);
  const at = (path: string) => `/projects/${projectId}${path}`;
  const stage: Stage = {
    house: home,
    projectId,
    at,
    admin: actor(adminSession, at),
    join: async (role) => actor(await createMember(adminSession, projectId, role), at),
    setPolicy: async (next) => void expectData(await adminSession.put(at('/policy'), next)),
    state: async () => expectData(await adminSession.get<Snapshot>(at('/state'))),
    counter: async () => Number((await stage.state()).components['demo.counter']?.['value']),
    executions: () => listAll(adminSession, at('/executions')),
  };
  await stage.setPolicy(policy);
  return stage;
}

const MAX_PAGES = 20;

async function listAll(session: Session, path: string): Promise<Execution[]> {
  const all: Execution[] = [];
  let cursor = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, nextCursor } = expectData(await session.get<{ items: Execution[]; nextCursor: string | null }>(`${path}?limit=200${cursor}`));
    all.push(...items);
    if (nextCursor === null) return all;
    cursor = `&cursor=${nextCursor}`;
  }
  throw new Error(`${path} has more than ${MAX_PAGES} pages`);
}

function actor(session: Session, at: Stage['at']): Actor {
  const withInputs = (intent: Asked) => ({ inputs: {}, ...intent });
  return {
    session,
    userId: session.me.user.userId,
    run: async (intent) => expectData(await session.post<Execution>(at('/intents'), withInputs(intent))),
    simulate: async (intent) => expectData(await session.post<SimulatedExecution>(at('/intents/simulate'), withInputs(intent))),
    say: async (message, more = {}) => {
      const { turnId } = expectData(await session.post<{ turnId: string }>(at('/turns'), { message, ...more }), 202);
      return expectData(await session.get<Turn>(at(`/turns/${turnId}?waitSeconds=${WAIT_SECONDS}`)));
    },
    answer: async (turn, answer) => expectData(await session.post<Turn>(at(`/turns/${turn.turnId}/answer`), answer)),
    runPlan: async (steps, more = {}) => expectData(await session.post<Plan>(at('/plans'), { steps: steps.map(withInputs), run: true, ...more })),
    simulatePlan: async (steps, more = {}) => expectData(await session.post<PlanPreview>(at('/plans/simulate'), { steps: steps.map(withInputs), ...more })),
  };
}
