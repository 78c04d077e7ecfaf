import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import type { AlertKind, ApprovalNotice } from '../contract/alert-channel.ts';
import type { OpenChannel } from '../db/stores/alert-channels.ts';
import { findNamesOf } from '../db/stores/approval-names.ts';
import { findApproval, type StoredApproval } from '../db/stores/approvals.ts';
import { resolveAction } from '../domain/catalog.ts';
import type { WebhookFailure } from '../effects/webhook/send-webhook.ts';
import type { Powers } from './dependencies.ts';

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
    const outcome = await powers.sendWebhook({ ...channel, id: messageId(powers, channelId, notice), sentAt: powers.clock.now(), body: JSON.stringify(notice) });
    if (outcome.kind === 'arrived') return { isTold: true };
    throw failureOf(powers, channel, notice, outcome);
  };

async function noticeOf({ database, catalog, peopleAddress }: Powers, approval: StoredApproval, kind: AlertKind): Promise<ApprovalNotice | undefined> {
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

/** The address may hold a secret of the receiver's, so the log has its origin alone. */
function failureOf({ logger }: Powers, { channelId, url }: OpenChannel, { projectId, approvalId, type }: ApprovalNotice, { kind, detail }: WebhookFailure): ApplicationFailure {
  const { attempt } = activityInfo();
  logger.warn('notice-failed', `A channel could not be told: ${detail}.`, { project_id: projectId, channel_id: channelId, approval_id: approvalId, kind: type, origin: URL.parse(url)?.origin, attempt, final: kind === 'refused' });
  return kind === 'refused' ? ApplicationFailure.nonRetryable(detail, 'refused') : ApplicationFailure.retryable(detail, 'failed');
}
