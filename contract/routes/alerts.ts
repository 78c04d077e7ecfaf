import { z } from 'zod';
import { AlertChannel, AlertChannelChange, CreatedAlertChannel, NewAlertChannel } from '../alert-channel.ts';
import { listOf, page, type Route } from '../route.ts';

const channel = z.object({ channelId: z.string() });

/** Who is told of what needs attention. */
export const alertsRoutes = {
  listAlertChannels: { method: 'get', path: '/alert-channels', summary: 'List the addresses that are told of what needs attention, newest first', access: 'system-admin', query: z.object(page), data: listOf(AlertChannel) },
  postAlertChannel: { method: 'post', path: '/alert-channels', summary: 'Add an address that is told; the secret that signs what it is sent is shown this once', access: 'system-admin', status: 201, body: NewAlertChannel, data: CreatedAlertChannel },
  getAlertChannel: { method: 'get', path: '/alert-channels/:channelId', summary: 'Read one address that is told', access: 'system-admin', params: channel, data: AlertChannel },
  patchAlertChannel: { method: 'patch', path: '/alert-channels/:channelId', summary: 'Change, disable or enable an address that is told; its secret stays', access: 'system-admin', params: channel, body: AlertChannelChange, data: AlertChannel },
  deleteAlertChannel: { method: 'delete', path: '/alert-channels/:channelId', summary: 'Tell an address no more', access: 'system-admin', params: channel, data: z.null() },
} as const satisfies Record<string, Route>;
