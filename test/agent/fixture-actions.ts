import type { JsonObject } from '../../contract/json.ts';
import type { ActionSummary } from '../../contract/registry.ts';

const flag = { type: 'string', title: 'Flag', enum: ['checkout_redesign', 'dark_mode', 'new_pricing'] };
const percent = { type: 'integer', title: 'Percent', minimum: 0, maximum: 100 };

type Given = Pick<ActionSummary, 'title' | 'examples' | 'targets'> & Partial<ActionSummary> & { inputs?: JsonObject; required?: string[] };

/** One action as the registry would show it. */
export function actionSummary(id: string, { inputs = {}, required = [], ...given }: Given): ActionSummary {
  const version = given.version ?? 1;
  return {
    actionId: `${id}@v${version}`,
    version,
    description: '',
    risk: 'low',
    cost: 0,
    confirmation: false,
    visibility: 'user',
    inputSchema: { type: 'object', required, additionalProperties: false, properties: inputs },
    preconditions: [],
    secrets: [],
    ...given,
  };
}

/** What an admin of the demo project may see. */
export const demoActions: readonly ActionSummary[] = [
  actionSummary('demo.counter.set', {
    title: 'Set the counter',
    examples: ['set the counter to 42', 'counter to 7', 'make the counter 100'],
    targets: ['demo.counter'],
    inputs: { value: { type: 'integer', title: 'Value' } },
    required: ['value'],
  }),
  actionSummary('demo.counter.increment', {
    title: 'Add to the counter',
    examples: ['add 5', 'add 5 to the counter', 'increase the counter by 3', 'increment the counter'],
    targets: ['demo.counter'],
    inputs: { amount: { type: 'integer', title: 'Amount', default: 1 } },
  }),
  actionSummary('demo.counter.reset', {
    title: 'Reset the counter',
    examples: ['reset the counter', 'counter back to zero', 'clear the counter'],
    targets: ['demo.counter'],
    risk: 'medium',
    confirmation: true,
  }),
  actionSummary('system.revert', {
    title: 'Revert to a version',
    examples: ['revert to version 3', 'roll back to version 12', 'revert the state to version 7'],
    targets: ['*'],
    risk: 'high',
    confirmation: true,
    inputs: { version: { type: 'integer', minimum: 0, title: 'Version' } },
    required: ['version'],
  }),
  actionSummary('std.text_input.set', {
    title: 'Set the text',
    examples: ['set the text to "hello"', 'write "hello" into the text input'],
    targets: ['std.text_input'],
    inputs: { value: { type: 'string', title: 'Text' } },
    required: ['value'],
  }),
  actionSummary('std.slider.set', {
    title: 'Move the slider',
    examples: ['move the slider to 70', 'set the slider to 12.5', 'slider to 100'],
    targets: ['std.slider'],
    inputs: { value: { type: 'number', title: 'Value' } },
    required: ['value'],
  }),
  actionSummary('std.status_indicator.update', {
    title: 'Update the status',
    examples: ['set the status to busy', 'update the status to error with message "disk full"', 'status indicator to ok'],
    targets: ['std.status_indicator'],
    inputs: { status: { type: 'string', title: 'Status', enum: ['idle', 'ok', 'busy', 'warning', 'error'] }, message: { type: 'string', title: 'Message' } },
  }),
  ...[1, 2].map((version) =>
    actionSummary('flags.set_rollout', {
      version,
      title: 'Set the roll-out of a flag',
      examples: ['set the rollout of dark mode to 50 percent', 'roll out new pricing to 5%', 'checkout redesign to 25 percent', 'move dark mode to 80%'],
      targets: ['flags'],
      inputs: { flag, percent },
      required: ['flag', 'percent'],
    }),
  ),
  actionSummary('flags.enable', {
    title: 'Enable a flag',
    examples: ['enable new pricing', 'switch dark mode on', 'turn on the checkout redesign'],
    targets: ['flags'],
    inputs: { flag },
    required: ['flag'],
  }),
  actionSummary('flags.disable', {
    title: 'Disable a flag',
    examples: ['disable dark mode', 'switch new pricing off', 'stop dark mode', 'stop releases of new pricing'],
    targets: ['flags'],
    inputs: { flag },
    required: ['flag'],
  }),
  actionSummary('flags.freeze', {
    title: 'Freeze releases',
    examples: ['freeze releases', 'freeze because "incident 42"', 'stop all rollouts', 'stop releases'],
    targets: ['flags.control'],
    inputs: { reason: { type: 'string', title: 'Reason', default: 'Frozen by an operator' } },
  }),
  actionSummary('flags.kill_switch', {
    title: 'Pull the kill switch',
    examples: ['pull the kill switch', 'kill switch', 'emergency: disable everything', 'kill all flags'],
    targets: ['flags', 'flags.control'],
    risk: 'high',
    confirmation: true,
    inputs: { reason: { type: 'string', title: 'Reason', default: 'The kill switch was pulled' } },
  }),
  actionSummary('flags.purge', {
    title: 'Purge the history of a flag',
    examples: ['purge dark mode', 'purge the flag new_pricing'],
    targets: ['flags'],
    risk: 'high',
    visibility: 'developer',
    inputs: { flag },
    required: ['flag'],
  }),
];

/** Inputs of every kind, and two components of the same name. */
export const plantActions: readonly ActionSummary[] = [
  actionSummary('plant.pump_1.start', {
    title: 'Start pump 1',
    examples: ['run pump 1 at 1200 rpm'],
    targets: ['plant.pump_1'],
    inputs: { rpm: { type: 'integer', default: 1000 }, ramp_seconds: { type: 'integer' } },
    required: ['rpm'],
  }),
  actionSummary('plant.pump_2.start', {
    title: 'Start pump 2',
    examples: [],
    targets: ['plant.pump_2'],
    inputs: { rpm: { type: 'integer', default: 1000 } },
  }),
  actionSummary('plant.valve.configure', {
    title: 'Configure the valve',
    examples: [],
    targets: ['plant.valve'],
    inputs: { open: { type: 'boolean' }, ratio: { type: 'number', minimum: 0, maximum: 1 }, tags: { type: 'array', items: { type: 'string' } } },
  }),
  actionSummary('plant.transfer.move', {
    title: 'Transfer a load',
    examples: [],
    targets: ['plant.transfer'],
    inputs: { from: { type: 'integer' }, to: { type: 'integer' } },
    required: ['from', 'to'],
  }),
  actionSummary('plant.alarm.arm', {
    title: 'Arm the alarm',
    examples: [],
    targets: ['plant.alarm'],
    inputs: { level: { type: 'integer', enum: [1, 2, 3] }, zones: { type: 'array', items: { type: 'integer' } } },
    required: ['level'],
  }),
];
