import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../contract/json.ts';
import type { Widget } from '../../contract/layout.ts';
import type { ActionSummary, ComponentSummary } from '../../contract/registry.ts';
import { bind, findAction, inputsFor } from '../../ui/layout/binding.ts';
import { draftValue } from '../../ui/layout/draft-value.ts';
import { statusLook } from '../../ui/layout/status-look.ts';
import { valueText } from '../../ui/layout/value-text.ts';

const action = (actionId: string, properties: Record<string, Json>): ActionSummary => ({
  ...{ actionId, version: Number(actionId.split('@v')[1]), title: actionId, description: '', examples: [], targets: ['pump'], risk: 'low', cost: 1, confirmation: false, visibility: 'user' },
  inputSchema: { type: 'object', properties },
  preconditions: [],
  secrets: [],
});
const summary: ComponentSummary = {
  componentId: 'pump',
  title: 'Pump',
  stateSchema: { type: 'object', properties: { speeds: { type: 'array', items: { $ref: '#/$defs/speed' } }, most: { type: 'number' } }, $defs: { speed: { type: 'integer', minimum: 5, maximum: 90 } } },
  initialState: {},
  invariants: [],
};
const widget = (more: Partial<Widget>): Widget => ({ widget: 'slider', component: 'pump', path: '/speeds/1', ...more });

describe('what a widget is bound to', () => {
  it('when its path leads through a list and a reference, then value, schema and bounds are found', () => {
    expect(bind(widget({}), { speeds: [10, 20], most: 60 }, summary)).toMatchObject({ value: 20, schema: { type: 'integer' }, min: 5, max: 90 });
  });

  it('when its bound is a place in the state, then it moves with the state', () => {
    expect(bind(widget({ options: { min: 0, max: '/most' } }), { speeds: [10, 20], most: 60 }, summary)).toMatchObject({ min: 0, max: 60 });
  });

  it.each([['/speeds/7'], ['/constructor'], ['/most/deeper']])('when nothing is at %s, then it has no value', (path) => {
    expect(bind(widget({ path }), { speeds: [], most: 1 }, summary).value).toBeUndefined();
  });
});

describe('what an edit proposes', () => {
  const versions = [action('pump.set@v2', { rpm: {} }), action('pump.set@v10', { rpm: {} }), action('pump.settle@v99', {})];

  it.each([
    ['pump.set', 'pump.set@v10'],
    ['pump.set@v2', 'pump.set@v2'],
    ['pump.stop', undefined],
    [undefined, undefined],
  ])('when the widget names %s, then it is %s', (ref, found) => {
    expect(findAction(versions, ref)?.actionId).toBe(found);
  });

  it.each([
    ['value, where there is one', widget({}), { value: {}, speed: {} }, { value: 7 }],
    ['the one called as the value is', widget({ path: '/speed' }), { speed: {} }, { speed: 7 }],
    ['the one that is named, with the fixed ones beside it', widget({ options: { input: 'rpm', inputs: { pump: 'one' } } }), { rpm: {}, pump: {} }, { pump: 'one', rpm: 7 }],
  ] as const)('when it has a value, then it goes to %s', (_where, given, properties, inputs) => {
    expect(inputsFor(given, action('pump.set@v1', properties), 7)).toEqual(inputs);
  });

  it.each([
    ['number', '12.5', 12.5],
    ['number', '', undefined],
    ['slider', '3', 3],
    ['text', '3', '3'],
    ['text', '', ''],
  ] as const)('when a %s says "%s", then that is %p', (kind, text, value) => {
    expect(draftValue(kind, text)).toBe(value);
  });
});

describe('how a value is written', () => {
  it.each([
    [1234, undefined, '1,234'],
    [12.5, 'percent', '12.5 %'],
    [1.5, 'decimal', '1.50'],
    [1_500_000, 'bytes', '1.5 MB'],
    [1200, 'rpm', '1,200 rpm'],
    [true, undefined, 'Yes'],
    ['', undefined, '–'],
    [null, 'rpm', '–'],
    ['north', 'multiline', 'north'],
  ] as const)('when %p has the format %p, then it is %s', (value, format, text) => {
    expect(valueText(value, format)).toBe(text);
  });

  it.each([
    ['ok', {}, 'success'],
    ['ok', { ok: 'failed' }, 'failed'],
    ['strange', {}, 'calm'],
    ['constructor', {}, 'calm'],
  ] as const)('when a status is %s under %p, then its tone is %s', (value, tones, tone) => {
    expect(statusLook(value, tones).tone).toBe(tone);
  });
});
