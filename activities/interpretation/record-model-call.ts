import type { ModelCallReport } from '../../agent/model-interpreter.ts';
import { lockHead } from '../../db/stores/heads.ts';
import { chargeTokens, insertModelCall } from '../../db/stores/model-calls.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import { tokenCost } from '../../domain/turn/token-cost.ts';
import type { Powers } from '../dependencies.ts';

/** What a call was made with. */
export type AskedWith = { readonly model: string; readonly facts: readonly string[] };

/** Records one request to a model: what was asked and answered, what it used, and what that costs in the project's ledger. */
export async function recordModelCall(powers: Powers, turn: StoredTurn, report: ModelCallReport, { model, facts }: AskedWith): Promise<void> {
  const { database, seal, readPolicy, mintId, logger } = powers;
  const { projectId, turnId, userId, step } = turn;
  const callId = mintId();
  await database.write(async (sql) => {
    const head = await lockHead(sql, projectId, []);
    if (!head) return;
    const { policy } = await readPolicy(sql, projectId, head.policyVersion);
    await insertModelCall(sql, seal, { ...report, callId, projectId, turnId, userId, step, model, facts });
    const cost = tokenCost(policy, report.tokens);
    if (cost > 0) await chargeTokens(sql, { projectId, callId, cost });
  });
  logger.info('model-asked', `The model was asked: ${report.outcome}.`, {
    ...{ project_id: projectId, turn_id: turnId, user_id: userId, model, outcome: report.outcome, duration_ms: report.durationMs },
    ...{ prompt_tokens: report.tokens.prompt, completion_tokens: report.tokens.completion },
  });
}
