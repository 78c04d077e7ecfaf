import { ApplicationFailure } from '@temporalio/activity';
import type { Activities, ApprovalProgress, ApprovalRef } from '../contract/activities.ts';
import type { ApprovalKind } from '../contract/alert-channel.ts';
import type { Moved } from '../contract/approval.ts';
import type { Sql } from '../db/database.ts';
import { readGrounds, readRoles } from '../db/stores/approval-ground.ts';
import { changeApproval, lockApproval, type StoredApproval } from '../db/stores/approvals.ts';
import { lockHead } from '../db/stores/heads.ts';
import type { Grant } from '../domain/approval/grant.ts';
import { type BallotVerdict, judgeVotes } from '../domain/approval/judge-votes.ts';
import { componentsRead, movedSince } from '../domain/approval/moved-since.ts';
import type { Settled } from '../domain/execution/decide-attempts.ts';
import { wholeState } from '../domain/state/whole-state.ts';
import type { Powers } from './dependencies.ts';
import { askAnew } from './settling/ask-anew.ts';
import { isStillBound } from './settling/is-still-bound.ts';
import { sequelOf } from './settling/sequel-of.ts';
import { settleHeld } from './settling/settle-held.ts';
import { tellSettled } from './settling/tell-settled.ts';

/**
 * Closes a request as soon as its votes, its time or its requester decide it: everything is decided anew under the head's
 * lock, and the outcome is a second row of the same attempt. Safe to repeat: a request with an outcome stays as it is.
 */
export const settleApproval =
  (powers: Powers): Activities['settleApproval'] =>
  async (ref) => {
    const { approval, settled, expiresInMs } = await powers.database.write((sql) => settleOnce(powers, sql, ref));
    if (settled) tellSettled(powers, ref.projectId, settled);
    if (expiresInMs !== null) return { status: 'pending', expiresInMs, sequel: null, askedAnew: null, ...(await toTell(powers, 'approval.pending')) };
    const askedAnew = await askAnew(powers, approval);
    return { status: approval.status, expiresInMs: null, sequel: await sequelOf(powers, approval), askedAnew, ...(await toTell(powers, 'approval.closed')) };
  };

/** Nothing at all where nobody is told, so that a house without channels has no more in its histories. */
async function toTell({ alertChannels }: Powers, kind: ApprovalKind): Promise<Pick<ApprovalProgress, 'channelIds'>> {
  const channelIds = await alertChannels.toldOf(kind);
  return channelIds.length > 0 ? { channelIds } : {};
}

type Once = { approval: StoredApproval; settled: Pick<Settled, 'writeUps'> | null; expiresInMs: number | null };

async function settleOnce(powers: Powers, sql: Sql, { projectId, approvalId }: ApprovalRef): Promise<Once> {
  const head = await lockHead(sql, projectId, []);
  const approval = head && (await lockApproval(sql, powers.seal, projectId, approvalId));
  if (!head || !approval) throw ApplicationFailure.nonRetryable(`There is no approval ${approvalId}.`, 'not_found');
  if (approval.outcomeExecutionId !== null) return { approval, settled: null, expiresInMs: null };

  const verdict = await judge(powers, sql, approval, head.policyVersion);
  if (verdict.kind === 'pending') return { approval, settled: null, expiresInMs: verdict.expiresInMs };
  const moved = verdict.kind === 'allow' ? await movedOf(powers, sql, approval) : approval.moved;
  const grant = grantOf(approval, verdict, moved);
  const { settled, executionId, code, at } = await settleHeld(powers, sql, approval, grant);
  const change = { status: statusAfter(code), moved, outcomeExecutionId: executionId, closedAt: approval.closedAt ?? at };
  return { approval: await changeApproval(sql, approval, change), settled, expiresInMs: null };
}

async function judge({ readPolicy, clock }: Powers, sql: Sql, approval: StoredApproval, policyVersion: number): Promise<BallotVerdict> {
  const { rulebook } = await readPolicy(sql, approval.projectId, policyVersion);
  const roles = await readRoles(sql, approval.projectId, approval.votes.map(({ userId }) => userId), rulebook);
  return judgeVotes({ ...approval, roles, now: clock.now().getTime() });
}

/** What is another one now than when people were asked: values, the policy, or the declaration of the action. */
async function movedOf(powers: Powers, sql: Sql, approval: StoredApproval): Promise<Moved[]> {
  const { projectId, reads } = approval;
  const ground = (await readGrounds(sql, [projectId], componentsRead(reads))).get(projectId);
  const moved = ground ? movedSince(approval, { state: wholeState(powers.catalog, ground.stored), policyVersion: ground.policyVersion }) : [];
  if (moved.length > 0 || approval.planId !== null || (await isStillBound(powers, sql, approval))) return moved;
  return [{ path: approval.intent?.actionId ?? 'action' }];
}

function grantOf({ approvalId, executionId, reads, policyVersion }: StoredApproval, verdict: Exclude<BallotVerdict, { kind: 'pending' }>, moved: readonly Moved[]): Grant {
  const asked = { approvalId, heldExecutionId: executionId, reads, policyVersion };
  if (verdict.kind === 'close') return { ...asked, verdict: verdict.code };
  return { ...asked, verdict: moved.length > 0 ? 'approval_stale' : 'allow' };
}

const CLOSED_AS: { readonly [code: string]: StoredApproval['status'] } = { approval_denied: 'denied', approval_expired: 'expired', approval_stale: 'stale', approval_cancelled: 'cancelled' };

/** Any other refusal of what was allowed leaves it approved: the outcome says why. */
function statusAfter(code: string | null): StoredApproval['status'] {
  return CLOSED_AS[code ?? ''] ?? 'approved';
}
