import { setTimeout as sleep } from 'node:timers/promises';
import { findDatabaseProblem } from '../db/find-database-problem.ts';
import { leaveCanary } from '../db/key-check.ts';
import { createKeyCanaries } from '../db/stores/key-canaries.ts';
import { bootstrapAdmin } from './auth/bootstrap-admin.ts';
import type { Foundation } from './front.ts';
import { isOutage } from './outage.ts';
import { StartProblem } from './start-problem.ts';

const MAX_TRIES = 30;
const RETRY_AFTER_MS = 1_000;

/** Sees to it that the database is there and ours, and adds the first admin where one is wanted. Throws a StartProblem otherwise; may run in several processes at once. */
export async function prepareStart({ database, seal, config, clock, logger }: Foundation): Promise<void> {
  const problem = await untilReached(() => findDatabaseProblem(database, seal));
  if (problem !== null) throw new StartProblem(problem);
  await leaveCanary(createKeyCanaries(database), seal, clock.now());
  if (await bootstrapAdmin(database, config, clock)) logger.info('admin-created', 'The first start created the user admin.');
}

/** Postgres may come up after us: tries for half a minute. */
async function untilReached<T>(work: () => Promise<T>, tries = 1): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isOutage(error)) throw error;
    if (tries >= MAX_TRIES) throw new StartProblem('The database of DATABASE_URL cannot be reached.');
  }
  await sleep(RETRY_AFTER_MS);
  return untilReached(work, tries + 1);
}
