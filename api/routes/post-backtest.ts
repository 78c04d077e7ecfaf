import { routes } from '../../contract/routes.ts';
import { insertBacktest } from '../../db/stores/backtests.ts';
import { ids } from '../../temporal/ids.ts';
import { startBacktest } from '../../temporal/start-backtest.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { requireSoundPolicy } from '../require-sound-policy.ts';

/** Stores a backtest of a sound policy and starts it; its row tells how far it is. */
export const postBacktest = ({ database, clock, mintId, temporal }: Front) =>
  endpoint(routes.postBacktest, async ({ caller: { userId }, project: { projectId }, body: { policy, from = null, to = null } }) => {
    requireSoundPolicy(policy, '/policy');
    const backtestId = mintId();
    const row = { backtestId, projectId, userId, policy, from, to, workflowId: ids.backtest(projectId, backtestId), createdAt: clock.now() };
    const isStored = await database.write((sql) => insertBacktest(sql, row));
    if (!isStored) throw new ProblemError('conflict', 'As many backtests as may run at once run in this project; wait for one of them to end.', { retryAfterSeconds: 5 });
    await startBacktest(temporal, row);
    return answer({ backtestId });
  });
