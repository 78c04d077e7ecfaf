import type { Activities } from '../contract/activities.ts';
import type { ApprovalKind, ApprovalNotice } from '../contract/alert-channel.ts';
import { findNamesOf } from '../db/stores/approval-names.ts';
import { findApproval, type StoredApproval } from '../db/stores/approvals.ts';
import { resolveAction } from '../domain/catalog.ts';
import type { Powers } from './dependencies.ts';
import { requireTold } from './telling/require-told.ts';

/**
 * Sends one message about a request to one channel. It may arrive more than once, under the same id. A channel, or a request,
 * that is gone meanwhile is told nothing; a refusal is for good, and what else goes wrong is for another try.
 */
export const notifyApproval =
  (powers: Powers): Activities['notifyApproval'] =>
  async ({ projectId, approvalId, kind, channelId }) => {
    const channel = await powers.alertChannels.open(channelId);
    const approval = channel && (await findApproval(powers.database.read, powers.seal, projectId, approvalId));
    const notice = approval && (await noticeOf(powers, approval, kind));
    if (!channel || !notice) return { isTold: false };
    return requireTold(powers, channel, { id: messageId(powers, channelId, notice), kind, body: notice, about: { project_id: projectId, approval_id: approvalId } });
  };

async function noticeOf({ database, catalog, peopleAddress }: Powers, approval: StoredApproval, kind: ApprovalKind): Promise<ApprovalNotice | undefined> {
  const { projectId, approvalId, requestedBy, status, reason, cost, requiredRole, quorum, expiresAt } = approval;
  const names = await findNamesOf(database.read, approval);
  if (!names) return undefined;
  const steps = approval.steps ?? (approval.intent === null ? [] : [approval.intent]);
  return {
    type: kind,
    at: kind === 'approval.pending' ? approval.createdAt : (approval.closedAt ?? approval.createdAt),
    ...{ projectId, projectName: names.projectName, approvalId, status },
    titles: steps.map(({ actionId }) => resolveAction(catalog, actionId)?.title ?? actionId),
    requestedBy: { userId: requestedBy, username: names.username },
    ...{ reason, cost, requiredRole, quorum, expiresAt },
    url: `${peopleAddress}/p/${encodeURIComponent(projectId)}/approvals/${encodeURIComponent(approvalId)}`,
  };
}

/** The same for the same news, whoever sends it and however often. */
const messageId = ({ sha256 }: Powers, channelId: string, { approvalId, type }: ApprovalNotice): string => `msg_${sha256(`${channelId} ${approvalId} ${type}`).slice(0, 32)}`;
