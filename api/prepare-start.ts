import { findDatabaseProblem } from '../db/find-database-problem.ts';
import { leaveCanary } from '../db/key-check.ts';
import { createKeyCanaries } from '../db/stores/key-canaries.ts';
import { untilReached } from '../platform/until-reached.ts';
import { bootstrapAdmin } from './auth/bootstrap-admin.ts';
import type { Foundation } from './front.ts';
import { isOutage } from './outage.ts';
import { StartProblem } from './start-problem.ts';

/** Sees to it that the database is there and ours, and adds the first admin where one is wanted. Throws a StartProblem otherwise; may run in several processes at once. */
export async function prepareStart({ database, seal, config, clock, logger }: Foundation): Promise<void> {
  const giveUp = () => new StartProblem('The database of DATABASE_URL cannot be reached.');
  const problem = await untilReached(() => findDatabaseProblem(database, seal), { isAway: isOutage, giveUp });
  if (problem !== null) throw new StartProblem(problem);
  await leaveCanary(createKeyCanaries(database), seal, clock.now());
  if (await bootstrapAdmin(database, config, clock)) logger.info('admin-created', 'The first start created the user admin.');
}
