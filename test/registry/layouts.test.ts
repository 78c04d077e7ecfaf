import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../contract/json.ts';
import { PackError } from '../../registry/pack-error.ts';
import { catalogOf, pumpPack } from './catalog-of.ts';

const speed = { widget: 'slider', component: 'plant.pump', path: '/rpm', action: 'plant.pump.start', options: { min: 0, max: 3000 } };
const set = (change: JsonObject) => pumpPack({ action: { inputSchema: { type: 'object', additionalProperties: false, ...change }, changes: [{ path: ['plant.pump', 'on'], value: true }] } });

/** A pack with one layout, in which this widget stands second. */
const withWidget = (widget: JsonObject, pack = pumpPack()): JsonObject => ({ ...pack, layouts: [{ id: 'plant', title: 'Plant', root: { widget: 'row', children: [{ widget: 'checkbox', component: 'plant.pump', path: '/on' }, widget] } }] });

const flawed: readonly (readonly [string, JsonObject, string, RegExp, JsonObject?])[] = [
  ['is bound to nothing', { widget: 'text' }, '/component', /a text needs the component/],
  ['is bound to an unknown component', { widget: 'text', component: 'plant.valve', path: '/open' }, '/component', /'plant.valve' is not declared/],
  ['has a path with dots', { ...speed, path: 'rpm' }, '/path', /begins with \//],
  ['has a path that is not in the state', { ...speed, path: '/speed' }, '/path', /'\/speed' is not in the state of 'plant.pump'/],
  ['has a path below a number', { ...speed, path: '/rpm/max' }, '/path', /'\/rpm\/max' is not in the state/],
  ['has a path to an inherited name', { ...speed, path: '/constructor' }, '/path', /is not in the state/],
  ['slides over a yes or no', { ...speed, path: '/on' }, '/path', /a slider cannot show '\/on', which is boolean/],
  ['ticks a number', { widget: 'checkbox', component: 'plant.pump', path: '/rpm' }, '/path', /a checkbox cannot show/],
  ['has no bound', { ...speed, options: { min: 0 } }, '/options', /needs options.max/],
  ['has a bound that is not in the state', { ...speed, options: { min: 0, max: '/most' } }, '/options/max', /'\/most' is not a number/],
  ['has a bound that is no number', { ...speed, options: { min: 0, max: '/on' } }, '/options/max', /'\/on' is not a number/],
  ['chooses from nothing', { widget: 'select', component: 'plant.pump', path: '/rpm' }, '/options', /a select needs choices/],
  ['has an unknown action', { ...speed, action: 'plant.pump.stop' }, '/action', /'plant.pump.stop' is not declared/],
  ['has an action that takes no such input', speed, '/action', /takes no input called 'value' or 'rpm'/, set({ properties: { speed: { type: 'integer' } } })],
  ['names an input that is not there', { ...speed, options: { min: 0, max: 9, input: 'speed' } }, '/options/input', /takes no input called 'speed'/],
  ['sends an input that is not there', { ...speed, options: { min: 0, max: 9, inputs: { by: 'me' } } }, '/options/inputs/by', /takes no input called 'by'/],
  ['leaves out what the action requires', speed, '/action', /also requires 'by'/, set({ required: ['rpm', 'by'], properties: { rpm: { type: 'integer' }, by: { type: 'string' } } })],
  ['acts on a status', { widget: 'status', component: 'plant.pump', path: '/rpm', action: 'plant.pump.start' }, '/action', /only shows a value/],
  ['is a card that is bound', { widget: 'card', component: 'plant.pump', children: [] }, '/component', /holds other widgets/],
  ['is a number that holds widgets', { widget: 'number', component: 'plant.pump', path: '/rpm', children: [] }, '/children', /holds no other widgets/],
];

const sound: readonly (readonly [string, JsonObject, JsonObject?])[] = [
  ['slides between two numbers', speed],
  ['shows a whole component', { widget: 'json', component: 'plant.pump' }],
  ['names the input', { ...speed, options: { min: 0, max: 9, input: 'rpm' } }],
  ['fills in value before a name of its own', speed, set({ properties: { value: { type: 'integer' }, rpm: { type: 'integer' } } })],
  ['sends what else the action requires', { ...speed, options: { min: 0, max: 9, inputs: { by: 'page' } } }, set({ required: ['rpm', 'by'], properties: { rpm: { type: 'integer' }, by: { type: 'string' } } })],
  ['leaves out what has a default', speed, set({ required: ['rpm', 'by'], properties: { rpm: { type: 'integer' }, by: { type: 'string', default: 'page' } } })],
  ['is held by tabs', { widget: 'tabs', children: [{ widget: 'card', title: 'Speed', children: [speed] }] }],
];

const load = (widget: JsonObject, pack: JsonObject) => catalogOf(withWidget(widget, pack)).layouts.map(({ layoutId }) => layoutId);

describe('a widget', () => {
  it.each(flawed.map(([what, widget, key, reason, pack = pumpPack()]) => [what, widget, key, reason, pack] as const))('when it %s, then its pack is refused with the place and the reason', (_what, widget, key, reason, pack) => {
    let refused: unknown;
    try {
      load(widget, pack);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(PackError);
    expect(refused).toMatchObject({ path: `/layouts/0/root/children/1${key}`, reason: expect.stringMatching(reason) });
  });

  it.each(sound.map(([what, widget, pack = pumpPack()]) => [what, widget, pack] as const))('when it %s, then its layout is in the catalog', (_what, widget, pack) => {
    expect(load(widget, pack)).toContain('plant');
  });

  it('when a layout reaches through references and lists, then its paths are found', () => {
    const flag = { type: 'object', additionalProperties: false, properties: { on: { type: 'boolean' } } };
    const stateSchema = { type: 'object', properties: { flags: { type: 'array', items: { $ref: '#/$defs/flag' } }, open: { type: 'object' } }, $defs: { flag } };
    const pack = { pack: 'flags', components: [{ id: 'flags', title: 'Flags', stateSchema, initialState: { flags: [], open: {} } }] };
    const at = (path: string) => () => catalogOf({ ...pack, layouts: [{ id: 'flags', title: 'Flags', root: { widget: 'checkbox', component: 'flags', path } }] });
    expect(at('/flags/2/on')).not.toThrow();
    expect(at('/open/anything')).not.toThrow();
    expect(at('/flags/2/off')).toThrow(/not in the state/);
    expect(at('/flags/first/on')).toThrow(/not in the state/);
  });
});

describe('the layouts of the house', () => {
  it('when no pack is loaded, then the built-in components have one each', () => {
    expect(catalogOf().layouts.map(({ layoutId }) => layoutId)).toEqual(['demo.counter', 'std.text_input', 'std.slider', 'std.status_indicator']);
  });
});
