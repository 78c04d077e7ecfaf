import { z } from 'zod';
import { Alert, AlertStatus } from '../alert.ts';
import { AlertChannel, AlertChannelChange, AlertDelivery, CreatedAlertChannel, NewAlertChannel } from '../alert-channel.ts';
import { listOf, page, project, type Route } from '../route.ts';

const channel = z.object({ channelId: z.string() });

/** What needs attention, and who is told of it. */
export const alertsRoutes = {
  listAlerts: { method: 'get', path: '/alerts', summary: 'List the alerts of all projects, newest first', access: 'system-admin', query: z.object({ ...page, status: AlertStatus.optional() }), data: listOf(Alert) },
  listProjectAlerts: { method: 'get', path: '/projects/:projectId/alerts', summary: 'List the alerts of a project, newest first', access: 'viewer', params: z.object(project), query: z.object({ ...page, status: AlertStatus.optional() }), data: listOf(Alert) },
  listAlertChannels: { method: 'get', path: '/alert-channels', summary: 'List the addresses that are told of what needs attention, newest first', access: 'system-admin', query: z.object(page), data: listOf(AlertChannel) },
  postAlertChannel: { method: 'post', path: '/alert-channels', summary: 'Add an address that is told; the secret that signs what it is sent is shown this once', access: 'system-admin', status: 201, body: NewAlertChannel, data: CreatedAlertChannel },
  getAlertChannel: { method: 'get', path: '/alert-channels/:channelId', summary: 'Read one address that is told', access: 'system-admin', params: channel, data: AlertChannel },
  patchAlertChannel: { method: 'patch', path: '/alert-channels/:channelId', summary: 'Change, disable or enable an address that is told; its secret stays', access: 'system-admin', params: channel, body: AlertChannelChange, data: AlertChannel },
  deleteAlertChannel: { method: 'delete', path: '/alert-channels/:channelId', summary: 'Tell an address no more', access: 'system-admin', params: channel, data: z.null() },
  testAlertChannel: { method: 'post', path: '/alert-channels/:channelId/test', summary: 'Send a test message to an address, and say what came of it', access: 'system-admin', params: channel, data: AlertDelivery },
  listAlertDeliveries: { method: 'get', path: '/alert-channels/:channelId/deliveries', summary: 'List what an address was told of, and what came of it, newest first', access: 'system-admin', params: channel, query: z.object(page), data: listOf(AlertDelivery) },
} as const satisfies Record<string, Route>;
