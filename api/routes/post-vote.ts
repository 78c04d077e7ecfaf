import type { Vote } from '../../contract/approval.ts';
import { routes } from '../../contract/routes.ts';
import type { Sql } from '../../db/database.ts';
import { readGrounds, readRoles } from '../../db/stores/approval-ground.ts';
import { changeApproval, insertVote, lockApproval, type StoredApproval } from '../../db/stores/approvals.ts';
import { lockHead } from '../../db/stores/heads.ts';
import { reachesRole } from '../../domain/access/reaches-role.ts';
import { judgeVotes } from '../../domain/approval/judge-votes.ts';
import { componentsRead, movedSince } from '../../domain/approval/moved-since.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import { answer } from '../answer.ts';
import { carryApproval, requireApproval, requireItsActions, showApproval } from '../approval-of.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

const MOVED = 'What this request was read on is another one now; it has to be asked anew.';

/** Stores what one person says of a request, and answers the request; a vote that decides it is waited for. */
export const postVote = (front: Front) =>
  endpoint(routes.postVote, async ({ caller, project: { projectId, role }, params: { approvalId }, body }) => {
    const asked = await requireApproval(front, projectId, approvalId);
    if (asked.requestedBy === caller.userId) throw new ProblemError('forbidden', 'Nobody decides on his own request.');
    if (!reachesRole(role, asked.requiredRole)) throw new ProblemError('forbidden', `Only somebody with the role ${asked.requiredRole} may decide this.`);
    requireItsActions(caller, asked);
    const vote: Vote = { userId: caller.userId, vote: body.vote, comment: body.comment ?? null, at: front.clock.now().toISOString() };
    const cast = await front.database.write((sql) => castVote(front, sql, asked, { vote, digest: body.digest }));
    const isDecided = cast.kind !== 'open';
    const carried = await carryApproval(front, cast.approval, ({ outcomeExecutionId }) => !isDecided || outcomeExecutionId !== null);
    if (cast.kind === 'stale') throw new ProblemError('approval_stale', MOVED);
    return answer(await showApproval(front, carried));
  });

/** What became of a vote: it is stored and more are needed, it decides, or the request went stale by it. */
type Cast = { kind: 'open' | 'decided' | 'stale'; approval: StoredApproval };

async function castVote(front: Front, sql: Sql, { projectId, approvalId }: StoredApproval, { vote, digest }: { vote: Vote; digest: string }): Promise<Cast> {
  const head = await lockHead(sql, projectId, []);
  const approval = await lockApproval(sql, front.seal, projectId, approvalId);
  if (!head || !approval) throw new ProblemError('not_found', 'There is no such approval.');
  if (head.status === 'archived') throw new ProblemError('conflict', 'The project is archived.');
  const judged = await judge(front, sql, approval, head.policyVersion);
  if (approval.status === 'stale') throw new ProblemError('approval_stale', MOVED);
  if (approval.status !== 'pending' || judged !== 'pending') throw new ProblemError('conflict', `The request is ${approval.status === 'pending' ? 'decided' : approval.status} already.`);
  if (approval.votes.some(({ userId }) => userId === vote.userId)) throw new ProblemError('conflict', 'You have voted on this request already.');
  if (approval.digest !== digest) throw new ProblemError('approval_stale', 'The digest is not that of this request.');

  const moved = await movedOf(front, sql, approval, head.policyVersion);
  if (moved.length > 0) return { kind: 'stale', approval: await changeApproval(sql, approval, { status: 'stale', moved, closedAt: vote.at }) };
  const voted = await insertVote(sql, approval, vote);
  return { kind: (await judge(front, sql, voted, head.policyVersion)) === 'pending' ? 'open' : 'decided', approval: voted };
}

async function judge({ rehearsal, clock }: Front, sql: Sql, approval: StoredApproval, policyVersion: number) {
  const { rulebook } = await rehearsal.readPolicy(sql, approval.projectId, policyVersion);
  const roles = await readRoles(sql, approval.projectId, approval.votes.map(({ userId }) => userId), rulebook);
  return judgeVotes({ ...approval, roles, now: clock.now().getTime() }).kind;
}

async function movedOf({ catalog }: Front, sql: Sql, approval: StoredApproval, policyVersion: number) {
  const ground = (await readGrounds(sql, [approval.projectId], componentsRead(approval.reads))).get(approval.projectId);
  return movedSince(approval, { state: wholeState(catalog, ground?.stored ?? {}), policyVersion });
}
