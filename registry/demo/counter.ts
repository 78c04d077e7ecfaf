import type { Layout } from '../../contract/layout.ts';
import type { ActionSpec, ComponentSpec } from '../registry-module.ts';
import { builtIn } from '../built-in.ts';

const COUNTER = 'demo.counter';
const wholeNumber = { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

const component: ComponentSpec = {
  id: COUNTER,
  title: 'Counter',
  stateSchema: { type: 'object', required: ['value'], additionalProperties: false, properties: { value: wholeNumber } },
  initialState: { value: 0 },
};

const set: ActionSpec = {
  id: 'demo.counter.set',
  title: 'Set the counter',
  description: 'Sets the counter to a whole number.',
  examples: ['set the counter to 42', 'counter to 7', 'make the counter 100'],
  targets: [COUNTER],
  inputSchema: {
    type: 'object',
    required: ['value'],
    additionalProperties: false,
    properties: { value: { ...wholeNumber, title: 'Value', description: 'The number that the counter shows afterwards.' } },
  },
  handle: ({ inputs }) => [{ path: ['demo.counter', 'value'], value: Number(inputs.value) }],
};

const increment: ActionSpec = {
  id: 'demo.counter.increment',
  title: 'Add to the counter',
  description: 'Adds a whole number to the counter, 1 unless told otherwise.',
  examples: ['add 5', 'add 5 to the counter', 'increase the counter by 3', 'increment the counter'],
  targets: [COUNTER],
  inputSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      amount: { ...wholeNumber, title: 'Amount', description: 'How much is added; a negative number takes away.', default: 1 },
    },
  },
  handle: ({ state, inputs }) => [
    { path: ['demo.counter', 'value'], value: Number(state['demo.counter']?.value) + Number(inputs.amount) },
  ],
};

const reset: ActionSpec = {
  id: 'demo.counter.reset',
  title: 'Reset the counter',
  description: 'Sets the counter back to zero.',
  examples: ['reset the counter', 'counter back to zero', 'clear the counter'],
  targets: [COUNTER],
  risk: 'medium',
  confirmation: true,
  inputSchema: { type: 'object', additionalProperties: false, properties: {} },
  handle: () => [{ path: ['demo.counter', 'value'], value: 0 }],
};

const layout: Layout = {
  layoutId: COUNTER,
  title: 'Counter',
  root: { widget: 'number', title: 'Value', component: COUNTER, path: '/value', format: 'integer', action: 'demo.counter.set' },
};

/** A counter that can be set, moved on and reset: the smallest thing that shows every step of the line. */
export const counter = () => builtIn('built-in demo/counter', { components: [component], actions: [set, increment, reset], layouts: [layout] });
