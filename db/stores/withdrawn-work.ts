import type { Seal } from '../../platform/seal.ts';
import { plainReply } from '../../domain/turn/compose-reply.ts';
import type { Sql } from '../database.ts';
import { cancelApprovalById } from './cancelled-approvals.ts';
import { changePlan } from './plans.ts';
import { changeTurn } from './turns.ts';

/** Whose requests were withdrawn, for their workflows to record, and the projects whose streams have news. */
export type WithdrawnWork = { projectIds: string[]; approvals: { projectId: string; approvalId: string; requestedBy: string }[] };

const MOST = 1_000;
const ASKING = ['clarifying', 'awaiting_confirmation'] as const;

// The heads come before people, as everywhere, and in one order, so that nobody waits in a circle. Those of his memberships
// are held too, so that nothing that is being decided for him right now comes to wait after this.
const LOCK_HEADS = `
  select h.project_id from project_head h where h.project_id in (
    select project_id from membership where user_id = $1
    union select project_id from turn where user_id = $1 and status in ('clarifying', 'awaiting_confirmation')
    union select project_id from approval where requested_by = $1 and status = 'pending')
  order by h.project_id for no key update of h`;

const QUESTIONS = `
  select project_id as "projectId", turn_id as "turnId", plan_id as "planId" from turn
  where user_id = $1 and status in ('clarifying', 'awaiting_confirmation') order by project_id, turn_id limit $2`;

const REQUESTS = `
  select project_id as "projectId", approval_id as "approvalId" from approval
  where requested_by = $1 and status = 'pending' order by project_id, approval_id limit $2`;

/** Holds the heads of all projects in which a person could have something waiting; the first thing that its transaction does. */
export const lockHeadsOf = (sql: Sql, userId: string): Promise<unknown> => sql(LOCK_HEADS, [userId]);

/**
 * Closes the questions that wait for a person and withdraws what he has asked others to allow, at most a thousand of each; the
 * caller holds the heads. What is recorded stays, and the workflow of a request records that it was withdrawn.
 */
export async function withdrawWork(sql: Sql, seal: Seal, { userId, why, now }: { userId: string; why: string; now: Date }): Promise<WithdrawnWork> {
  const questions = await sql<{ projectId: string; turnId: string; planId: string | null }>(QUESTIONS, [userId, MOST]);
  for (const turn of questions) {
    const { projectId, planId } = turn;
    if (planId !== null) await changePlan(sql, { projectId, planId }, ['draft'], { status: 'cancelled' });
    await changeTurn(sql, turn, ASKING, { ...plainReply(`${why} Nothing was run.`), askedAt: null });
  }
  const requests = await sql<{ projectId: string; approvalId: string }>(REQUESTS, [userId, MOST]);
  for (const { projectId, approvalId } of requests) await cancelApprovalById(sql, seal, projectId, approvalId, now.toISOString());
  return {
    projectIds: [...new Set([...questions, ...requests].map(({ projectId }) => projectId))],
    approvals: requests.map((request) => ({ ...request, requestedBy: userId })),
  };
}
