import type { Activities } from '../contract/activities.ts';
import type { AlertNotice } from '../contract/alert-channel.ts';
import { findAlert } from '../db/stores/alerts.ts';
import type { Powers } from './dependencies.ts';
import { requireTold } from './telling/require-told.ts';

/**
 * Sends one message about an alert to one channel. It may arrive more than once, under the same id. A channel, or an alert,
 * that is gone meanwhile is told nothing; a refusal is for good, and what else goes wrong is for another try.
 */
export const notifyIncident =
  (powers: Powers): Activities['notifyIncident'] =>
  async ({ alertId, kind, channelId }) => {
    const channel = await powers.alertChannels.open(channelId);
    const alert = channel && (await findAlert(powers.database.read, alertId, powers.peopleAddress));
    if (!channel || !alert) return { isTold: false };
    const { raisedAt, resolvedAt, projectId, projectName, detail, url } = alert;
    const isOver = kind === 'integrity.restored';
    const notice: AlertNotice = {
      ...{ type: kind, at: isOver ? (resolvedAt ?? raisedAt) : raisedAt, alertId, projectId, projectName, url },
      title: isOver ? 'Records are as they were written again' : alert.title,
      detail: isOver ? 'A verification has found nothing wrong, and executions run again.' : detail,
    };
    const id = `msg_${powers.sha256(`${channelId} ${alertId} ${kind}`).slice(0, 32)}`;
    return requireTold(powers, channel, { id, kind, body: notice, about: { project_id: projectId, alert_id: alertId } });
  };
