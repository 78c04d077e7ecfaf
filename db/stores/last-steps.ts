import { z } from 'zod';
import { JsonObject } from '../../contract/json.ts';
import type { ProposedStep } from '../../contract/proposal.ts';
import type { Sql } from '../database.ts';

const MAX_STEPS = 5;

const LAST = `
  select e.action_id as "actionId", e.intent->'inputs' as inputs from execution e
  where e.project_id = $1 and e.status = 'success' and e.turn_id = (
    select t.turn_id from turn t where t.session_id = $2 and t.turn_id < $3
      and exists (select 1 from execution d where d.turn_id = t.turn_id and d.status = 'success')
    order by t.turn_id desc limit 1)
  order by e.seq limit $4`;

const Row = z.object({ actionId: z.string(), inputs: JsonObject });

/** The first steps of what ran last in a conversation before a turn, in their order. */
export async function listLastSteps(sql: Sql, { projectId, sessionId, turnId }: { projectId: string; sessionId: string; turnId: string }): Promise<ProposedStep[]> {
  const rows = await sql(LAST, [projectId, sessionId, turnId, MAX_STEPS]);
  return rows.map((row) => Row.parse(row));
}
