import type { alertsRoutes } from '../../contract/routes/alerts.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { deleteAlertChannel } from '../routes/delete-alert-channel.ts';
import { getAlertChannel } from '../routes/get-alert-channel.ts';
import { listAlertDeliveries } from '../routes/list-alert-deliveries.ts';
import { listAlerts } from '../routes/list-alerts.ts';
import { listProjectAlerts } from '../routes/list-project-alerts.ts';
import { testAlertChannel } from '../routes/test-alert-channel.ts';
import { listAlertChannels } from '../routes/list-alert-channels.ts';
import { patchAlertChannel } from '../routes/patch-alert-channel.ts';
import { postAlertChannel } from '../routes/post-alert-channel.ts';

/** What answers each route of `contract/routes/alerts.ts`; a route without a line here does not compile. */
export const alertsEndpoints = (front: Front) =>
  ({
    listAlerts: listAlerts(front),
    listProjectAlerts: listProjectAlerts(front),
    listAlertChannels: listAlertChannels(front),
    testAlertChannel: testAlertChannel(front),
    listAlertDeliveries: listAlertDeliveries(front),
    postAlertChannel: postAlertChannel(front),
    getAlertChannel: getAlertChannel(front),
    patchAlertChannel: patchAlertChannel(front),
    deleteAlertChannel: deleteAlertChannel(front),
  }) satisfies Record<keyof typeof alertsRoutes, Endpoint>;
