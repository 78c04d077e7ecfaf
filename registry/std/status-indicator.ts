import type { Layout } from '../../contract/layout.ts';
import type { Change } from '../../domain/action.ts';
import { builtIn } from '../built-in.ts';

const STATUS_INDICATOR = 'std.status_indicator';
const STATUSES = ['idle', 'ok', 'busy', 'warning', 'error'];
const MAX_LENGTH = 1_000;

const update = { component: STATUS_INDICATOR, action: 'std.status_indicator.update' };
const layout: Layout = {
  layoutId: STATUS_INDICATOR,
  title: 'Status indicator',
  root: {
    widget: 'column',
    children: [
      { widget: 'status', title: 'Now', component: STATUS_INDICATOR, path: '/status' },
      { widget: 'select', title: 'Status', path: '/status', ...update },
      { widget: 'text', title: 'Status message', path: '/message', ...update },
    ],
  },
};

/** A light with a line of text that says how something is doing. */
export const statusIndicator = () =>
  builtIn('built-in std/status-indicator', {
    components: [
      {
        id: STATUS_INDICATOR,
        title: 'Status indicator',
        stateSchema: {
          type: 'object',
          required: ['status', 'message'],
          additionalProperties: false,
          properties: { status: { type: 'string', enum: [...STATUSES] }, message: { type: 'string', maxLength: MAX_LENGTH } },
        },
        initialState: { status: 'idle', message: '' },
      },
    ],
    actions: [
      {
        id: 'std.status_indicator.update',
        title: 'Update the status',
        description: 'Changes the status, its message, or both; what is not given stays as it is.',
        examples: ['set the status to busy', 'update the status to error with message "disk full"', 'status indicator to ok'],
        targets: [STATUS_INDICATOR],
        inputSchema: {
          type: 'object',
          minProperties: 1,
          additionalProperties: false,
          properties: {
            status: { type: 'string', title: 'Status', description: 'How it is doing.', enum: [...STATUSES] },
            message: { type: 'string', title: 'Message', description: 'One line about it.', maxLength: MAX_LENGTH },
          },
        },
        handle: ({ inputs }) =>
          Object.entries(inputs).map(([name, value]): Change => ({ path: ['std.status_indicator', name], value })),
      },
    ],
    layouts: [layout],
  });
