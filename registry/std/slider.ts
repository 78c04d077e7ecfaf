import type { Condition } from '../../domain/condition.ts';
import { builtIn } from '../built-in.ts';

const SLIDER = 'std.slider';

const withinRange: Condition = {
  id: 'value-in-range',
  description: 'the value stays between min and max',
  reads: [SLIDER],
  statePaths: [[SLIDER]],
  readsInputs: false,
  literals: [],
  holds: ({ state }) => {
    const { min, value, max } = state['std.slider'] ?? {};
    return Number(min) <= Number(value) && Number(value) <= Number(max);
  },
};

/** A number between two bounds. */
export const slider = () =>
  builtIn('built-in std/slider', {
    components: [
      {
        id: SLIDER,
        title: 'Slider',
        stateSchema: {
          type: 'object',
          required: ['value', 'min', 'max'],
          additionalProperties: false,
          properties: { value: { type: 'number' }, min: { type: 'number' }, max: { type: 'number' } },
        },
        initialState: { value: 0, min: 0, max: 100 },
        invariants: [withinRange],
      },
    ],
    actions: [
      {
        id: 'std.slider.set',
        title: 'Move the slider',
        description: 'Moves the slider to a value within its range.',
        examples: ['move the slider to 70', 'set the slider to 12.5', 'slider to 100'],
        targets: [SLIDER],
        inputSchema: {
          type: 'object',
          required: ['value'],
          additionalProperties: false,
          properties: { value: { type: 'number', title: 'Value', description: 'Where the slider stands afterwards.' } },
        },
        handle: ({ inputs }) => [{ path: ['std.slider', 'value'], value: Number(inputs.value) }],
      },
    ],
    layouts: [
      {
        layoutId: SLIDER,
        title: 'Slider',
        root: { widget: 'slider', title: 'Value', component: SLIDER, path: '/value', action: 'std.slider.set', options: { min: '/min', max: '/max' } },
      },
    ],
  });
