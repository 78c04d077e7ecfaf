import { executeIntents } from '../activities/execute-intents.ts';
import type { Activities } from '../contract/activities.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { readConfig, requireKeys } from '../platform/config.ts';
import { mintId } from '../platform/ids.ts';
import { createLogger } from '../platform/logger.ts';
import { createSeal } from '../platform/seal.ts';
import { openProject } from './open-project.ts';
import { createPowers } from '../worker/dependencies.ts';
import { alternate, median } from './measure.ts';
import type { Place } from './place.ts';
import type { Question } from './question.ts';

const GOAL = 0.35;
const MAX_ROUND_TRIPS = 3;
const ROUNDS = 7;
const CLIENTS = 16;
const CALLS = 60;

const RAW_TABLE = 'create table if not exists raw_row (id text primary key, project_id text not null, data jsonb not null, at timestamptz not null default now())';
const RAW_INSERT = 'insert into raw_row (id, project_id, data) values ($1, $2, $3)';

/** How much of a raw transaction's rate does the whole commit keep: all gates, all rows, through the same pool? */
export const transactionThroughput: Question = {
  id: 'P4',
  asks: `executeIntents, ${CLIENTS} clients, against BEGIN, 2 INSERT, COMMIT through the same pool`,
  goal: GOAL,
  goalInWords: `≥ ${GOAL} ×, ≤ ${MAX_ROUND_TRIPS} round trips`,
  measure: async (place) => {
    const database = await openDatabase({ url: place.databaseUrl, poolSize: CLIENTS });
    try {
      const { commit, roundTrips } = await prepare(place, database);
      await database.read(RAW_TABLE);
      await commit();
      await database.read('analyze'); // As a database that has run for a minute: its statistics know its tables.
      const sides = await alternate({ rounds: ROUNDS, warmUp: 3 }, commit, () => perSecond(() => insertTwice(database)));
      const perCommit = await roundTrips();
      const detail = { commitsPerSecond: median(sides.ours), rawPerSecond: median(sides.theirs), roundTrips: perCommit, commitRounds: sides.ours, rawRounds: sides.theirs };
      return { ratio: sides.ratio, rounds: ROUNDS, ok: sides.ratio >= GOAL && perCommit <= MAX_ROUND_TRIPS, detail };
    } finally {
      await database.close();
    }
  },
};

/** Nothing here asks for one. */
const NO_WORKFLOWS = { stateOf: async () => 'live' as const, restart: async () => {}, endProject: async () => 0 };

type Sides = { commit: () => Promise<number>; roundTrips: () => Promise<number> };

/** Attempts are stored by the api before the transaction begins, so here they are stored before the clock runs. */
async function prepare({ admin, secretKeys }: Place, database: Database): Promise<Sides> {
  const config = readConfig({ SECRET_KEYS: secretKeys });
  const logger = createLogger({ component: 'bench', level: 'error' });
  const powers = createPowers(config, { database, seal: createSeal(requireKeys(config)), logger, workflows: NO_WORKFLOWS });
  const projectIds = await Promise.all(Array.from({ length: CLIENTS }, (_, index) => openProject(admin, `Transactions ${index}`)));
  const store = async (projectId: string): Promise<string> => {
    const named = { projectId, userId: admin.me.user.userId, requestId: mintId(), intent: { actionId: 'demo.counter.increment', inputs: {} } };
    const attemptId = await powers.attempts.idOf(database.read, named);
    const origin = { trigger: 'api' as const, planId: null, turnId: null, workflowId: `intent/${projectId}/${attemptId}` };
    await powers.attempts.open(database.read, { ...named, ...origin, attemptId, mode: 'assisted', confirmed: false });
    return attemptId;
  };
  const execute = executeIntents(powers);
  return {
    commit: async () => {
      const attemptIds = await Promise.all(projectIds.map(async (projectId) => [projectId, await inTurn(CALLS, () => store(projectId))] as const));
      const waiting = new Map(attemptIds);
      return perSecond((client) => commitOne(execute, projectIds[client] ?? '', waiting));
    },
    roundTrips: async () => {
      const projectId = projectIds[0] ?? '';
      let count = 0;
      const counting: Database = { ...database, write: (work) => database.write((sql) => work((text, parameters) => ((count += 1), sql(text, parameters)))) };
      await executeIntents({ ...powers, database: counting })({ projectId, attemptIds: [await store(projectId)] });
      return count;
    },
  };
}

async function commitOne(execute: Activities['executeIntents'], projectId: string, waiting: Map<string, string[]>): Promise<void> {
  const attemptId = waiting.get(projectId)?.pop() ?? '';
  const [answer] = await execute({ projectId, attemptIds: [attemptId] });
  if (answer?.status !== 'success') throw new Error(`expected a success, got ${answer?.status}`);
}

const insertTwice = (database: Database): Promise<void> =>
  database.write(async (sql) => {
    const data = JSON.stringify({ actionId: 'demo.counter.increment', inputs: {} });
    await sql(RAW_INSERT, [mintId(), 'raw', data]);
    await sql(RAW_INSERT, [mintId(), 'raw', data]);
  });

/** Calls a second while every client makes its calls, one after the other. */
async function perSecond(call: (client: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, (_, client) => inTurn(CALLS, () => call(client))));
  return (CLIENTS * CALLS * 1_000) / (performance.now() - began);
}

async function inTurn<Result>(count: number, call: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < count; index += 1) results.push(await call());
  return results;
}
