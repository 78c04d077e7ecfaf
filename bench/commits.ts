import type { Powers } from '../activities/dependencies.ts';
import { executeIntents } from '../activities/execute-intents.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Database } from '../db/database.ts';
import { readConfig, requireKeys } from '../platform/config.ts';
import { mintId } from '../platform/ids.ts';
import { createLogger } from '../platform/logger.ts';
import { createSeal } from '../platform/seal.ts';
import { createPowers } from '../worker/dependencies.ts';
import type { Place } from './place.ts';

/** Commits without HTTP and Temporal: what one costs by itself. */
export type Commits = {
  powers: Powers;
  userId: string;
  /** Commits so many intents, one after the other, and answers the milliseconds of each. The attempts are stored before the clock runs, as the api does. */
  commit: (projectId: string, intent: CommittedIntent, count: number) => Promise<number[]>;
};

export type CommittedIntent = { actionId: string; inputs: JsonObject };

/** Nothing here asks for one. */
const NO_WORKFLOWS = { stateOf: async () => 'live' as const, restart: async () => {}, endProject: async () => 0 };

/** The worker's own parts on this database; `packsDir` names other packs than those that Gatehouse comes with. */
export function openCommits({ admin, secretKeys }: Place, database: Database, packsDir = ''): Commits {
  const config = readConfig({ SECRET_KEYS: secretKeys, PACKS_DIR: packsDir });
  const logger = createLogger({ component: 'bench', level: 'error' });
  const powers = createPowers(config, { database, seal: createSeal(requireKeys(config)), logger, workflows: NO_WORKFLOWS });
  const execute = executeIntents(powers);
  const { userId } = admin.me.user;
  return {
    powers,
    userId,
    commit: async (projectId, intent, count) => {
      const attemptIds = await inTurn(count, () => store(powers, projectId, userId, intent));
      return inTurn(count, async (index) => {
        const began = performance.now();
        const [answer] = await execute({ projectId, attemptIds: attemptIds.slice(index, index + 1) });
        const taken = performance.now() - began;
        if (answer?.status !== 'success') throw new Error(`expected a success, got ${answer?.status}`);
        return taken;
      });
    },
  };
}

async function store({ attempts, database }: Powers, projectId: string, userId: string, intent: CommittedIntent): Promise<string> {
  const named = { projectId, userId, requestId: mintId(), intent };
  const attemptId = await attempts.idOf(database.read, named);
  const origin = { trigger: 'api' as const, planId: null, turnId: null, workflowId: `intent/${projectId}/${attemptId}` };
  await attempts.open(database.read, { ...named, ...origin, attemptId, mode: 'assisted', confirmed: false });
  return attemptId;
}

async function inTurn<Result>(count: number, call: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < count; index += 1) results.push(await call(index));
  return results;
}
