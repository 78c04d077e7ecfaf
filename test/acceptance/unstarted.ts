import { openDatabase } from '../../db/database.ts';
import { createAttempts } from '../../db/stores/attempts.ts';
import { insertBacktest } from '../../db/stores/backtests.ts';
import { insertChatSession } from '../../db/stores/chat-sessions.ts';
import { insertTurn } from '../../db/stores/turns.ts';
import { mintId } from '../../platform/ids.ts';
import { parseKeyRing } from '../../platform/key-ring.ts';
import { createSeal } from '../../platform/seal.ts';
import type { HouseFacts } from '../support/house.ts';
import { ids } from '../../temporal/ids.ts';

/** Rows as an api leaves them that dies before it reaches Temporal. */
export type Unstarted = {
  turn: (message: string) => Promise<{ turnId: string }>;
  attempt: (actionId: string, requestId: string) => Promise<{ attemptId: string }>;
  plan: (planId: string) => Promise<void>;
  backtest: () => Promise<{ backtestId: string }>;
  /** Makes every open row old enough for the sweep. */
  age: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openUnstarted({ databaseUrl, secretKeys }: Pick<HouseFacts, 'databaseUrl' | 'secretKeys'>, { projectId, userId }: { projectId: string; userId: string }): Promise<Unstarted> {
  const database = await openDatabase({ url: databaseUrl, poolSize: 2 });
  const ring = parseKeyRing(secretKeys);
  if (!ring) throw new Error('the house has no keys');
  const attempts = createAttempts(createSeal(ring));
  return {
    turn: async (message) => {
      const turnId = mintId();
      const opening = { turnId, sessionId: mintId(), projectId, userId, requestId: turnId, message, mode: 'assisted' as const, simulate: false, media: [], workflowId: ids.turn(projectId, turnId) };
      await database.write(async (sql) => {
        await insertChatSession(sql, opening);
        await insertTurn(sql, opening);
      });
      return { turnId };
    },
    attempt: async (actionId, requestId) => {
      const named = { projectId, userId, requestId, intent: { actionId, inputs: {} } };
      const attemptId = await attempts.idOf(database.read, named);
      const workflowId = ids.intent(projectId, attemptId);
      await attempts.open(database.read, { ...named, attemptId, mode: 'assisted', confirmed: false, trigger: 'api', planId: null, turnId: null, workflowId });
      return { attemptId };
    },
    plan: async (planId) => {
      await database.read(`update plan set status = 'running', workflow_id = $3 where project_id = $1 and plan_id = $2`, [projectId, planId, ids.plan(projectId, planId)]);
    },
    backtest: async () => {
      const backtestId = mintId();
      const row = { backtestId, projectId, userId, policy: {}, from: null, to: null, workflowId: ids.backtest(projectId, backtestId), createdAt: new Date() };
      await insertBacktest(database.read, row);
      return { backtestId };
    },
    age: async () => {
      await database.read(`update backtest set created_at = now() - interval '1 minute' where project_id = $1`, [projectId]);
      await database.read(`update turn set created_at = now() - interval '1 minute' where project_id = $1`, [projectId]);
      await database.read(`update plan set created_at = now() - interval '1 minute' where project_id = $1`, [projectId]);
      await database.read(`update attempt set created_at = now() - interval '1 minute' where project_id = $1`, [projectId]);
    },
    close: () => database.close(),
  };
}
