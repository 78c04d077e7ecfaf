import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../contract/json.ts';
import { resolveAction, versionedId } from '../../domain/catalog.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { PackError } from '../../registry/pack-error.ts';
import { viewRegistry } from '../../registry/view.ts';
import { catalogOf, initialStates, pumpPack, sha256 } from './catalog-of.ts';

const refusalOf = (load: () => unknown) => {
  try {
    load();
  } catch (error) {
    if (error instanceof PackError) return { file: error.file, path: error.path, reason: error.reason };
    throw error;
  }
  return null;
};
const component = (change: JsonObject) => pumpPack({ component: change });
const action = (change: JsonObject) => pumpPack({ action: change });
const check = (id: string, expression: JsonObject | boolean) => ({ id, description: 'it holds', check: expression });

const badPacks: readonly (readonly [string, JsonObject, string, RegExp])[] = [
  ['has an unknown key', { ...pumpPack(), colour: 'red' }, '', /colour/],
  ['lacks its name', { components: [] }, '/pack', /expected string/],
  ['has an id in capitals', component({ id: 'Plant.Pump' }), '/components/0/id', /lower-case/],
  ['has an unknown risk', action({ risk: 'huge' }), '/actions/0/risk', /low/],
  ['has a misspelt keyword in a schema', component({ stateSchema: { type: 'object', propertys: {} } }), '/components/0/stateSchema', /propertys/],
  ['has a schema of no object', action({ inputSchema: { type: 'array' } }), '/actions/0/inputSchema/type', /object/],
  ['reaches for a remote schema', action({ inputSchema: { type: 'object', properties: { a: { $ref: 'https://example.org/a' } } } }), '/actions/0/inputSchema/properties/a/$ref', /\$ref/],
  ['has an asynchronous schema', action({ inputSchema: { $async: true, type: 'object' } }), '/actions/0/inputSchema/$async', /not allowed/],
  ['has a pattern with a back-reference', action({ inputSchema: { type: 'object', properties: { a: { type: 'string', pattern: '(a)\\1' } } } }), '/actions/0/inputSchema', /escape/],
  ['has a pattern with a named back-reference', action({ inputSchema: { type: 'object', properties: { a: { type: 'string', pattern: '(?<n>a)\\k<n>' } } } }), '/actions/0/inputSchema', /refer back/],
  ['has a pattern that looks ahead', action({ inputSchema: { type: 'object', properties: { a: { type: 'string', pattern: '(?=a)' } } } }), '/actions/0/inputSchema', /\(\?=/],
  ['has an unknown format', action({ inputSchema: { type: 'object', properties: { a: { type: 'string', format: 'colour' } } } }), '/actions/0/inputSchema', /colour/],
  ['compares a long list with itself', action({ inputSchema: { type: 'object', properties: { a: { type: 'array', uniqueItems: true } } } }), '/actions/0/inputSchema/properties/a/uniqueItems', /maxItems/],
  ['requires what it does not describe', action({ inputSchema: { type: 'object', required: ['rpn'], properties: { rpm: { type: 'integer' } } } }), '/actions/0/inputSchema', /rpn/],
  ['starts outside its schema', component({ initialState: { on: 'no', rpm: 0 } }), '/components/0/initialState', /\/plant.pump\/on expected true or false/],
  ['starts outside its invariant', component({ initialState: { on: false, rpm: 9_000 } }), '/components/0/invariants/0', /'rpm-bounded'/],
  ['has an invariant that errs at the start', component({ invariants: [check('broken', { '<': [{ val: ['state', 'plant.pump', 'nothing'] }, 1] })] }), '/components/0/invariants/0', /not nothing with a number/],
  ['has two invariants of one id', component({ invariants: [check('same', true), check('same', true)] }), '/components/0/invariants/1/id', /twice/],
  ['has an invariant over an unknown component', component({ invariants: [check('far', { '!': { val: ['state', 'plant.valve', 'open'] } })] }), '/components/0/invariants/0/check', /'plant.valve'/],
  ['has var in a precondition', action({ preconditions: [check('old', { '!': [{ var: 'state.on' }] })] }), '/actions/0/preconditions/0/check/!/0', /use 'val'/],
  ['has a precondition over an unknown component', action({ preconditions: [check('far', { val: ['state', 'plant.valve'] })] }), '/actions/0/preconditions/0/check', /'plant.valve'/],
  ['has a bad value in a change', action({ changes: [{ path: ['plant.pump', 'on'], value: { nope: 1 } }] }), '/actions/0/changes/0/value', /'nope'/],
  ['changes a component outside its targets', action({ changes: [{ path: ['demo.counter', 'value'], value: 1 }] }), '/actions/0/changes/0/path/0', /'demo.counter' is not among the targets/],
  ['changes a hostile name', action({ changes: [{ path: ['plant.pump', 'constructor'], value: 1 }] }), '/actions/0/changes/0/path', /'constructor'/],
  ['targets an unknown component', action({ targets: ['plant.pump', 'plant.valve'] }), '/actions/0/targets/1', /'plant.valve'/],
  ['has a negative cost', action({ cost: -1 }), '/actions/0/cost', /cost from 0/],
  ['has a cost that errs', action({ cost: { '+': [] } }), '/actions/0/cost', /argument/],
  ['has a cost over the state', action({ cost: { val: ['state', 'plant.pump', 'rpm'] } }), '/actions/0/cost', /inputs only/],
  ['declares a component of the house', component({ id: 'demo.counter' }), '/components/0/id', /already declared in built-in demo\/counter/],
  ['declares one version twice', { ...pumpPack(), actions: [pumpPack().actions ?? null, pumpPack().actions ?? null].flat() }, '/actions/1/version', /version 1 of 'plant.pump.start' is declared twice/],
  ['has a layout of an unknown component', { ...pumpPack(), layouts: [{ id: 'plant', title: 'Plant', root: { widget: 'row', children: [{ widget: 'text', component: 'plant.valve', path: '/open' }] } }] }, '/layouts/0/root/children/0/component', /'plant.valve'/],
  ['has a layout of an unknown action', { ...pumpPack(), layouts: [{ id: 'plant', title: 'Plant', root: { widget: 'text', action: 'plant.pump.stop' } }] }, '/layouts/0/root/action', /'plant.pump.stop'/],
  ['has a hostile name', component({ initialState: { on: false, rpm: 0, constructor: 1 } }), '/components/0/initialState', /"constructor"/],
  ['has a NUL', component({ title: 'Pump\0' }), '/components/0/title', /NUL/],
];

const badTexts: readonly (readonly [string, string, RegExp])[] = [
  ['is no YAML', 'pack: [plant', /./],
  ['has a key twice', 'pack: plant\npack: plant\n', /unique/],
  ['is empty', '', /expected object/],
  ['has a tag of its own', 'pack: !!js/function "x"', /tag/],
  ['multiplies by aliases', `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join()}]`).join('\n')}`, /alias/],
  ['is nested without end', '['.repeat(100_000), /./],
  ['is too long', `pack: plant # ${'x'.repeat(1_048_576)}`, /characters/],
  ['has a number that is infinite', 'pack: plant\ncomponents: .inf', /./],
  ['has a key that is no text', 'pack: plant\n? [1, 2]\n: x', /./],
  ['has a hostile key', 'pack: plant\n__proto__: {polluted: true}', /./],
];

describe('a pack', () => {
  it('when it is sound, then its components and actions are in the catalog', () => {
    const catalog = catalogOf(pumpPack());
    expect(catalog.components.get('plant.pump')).toMatchObject({ title: 'Pump', initialState: { on: false, rpm: 0 } });
    const start = resolveAction(catalog, 'plant.pump.start');
    const state = initialStates(catalog);
    expect(start).toMatchObject({ version: 1, risk: 'medium', confirmation: false, fixedCost: 0 });
    expect(start?.handle({ state, inputs: { rpm: 5 } })).toEqual([
      { path: ['plant.pump', 'on'], value: true },
      { path: ['plant.pump', 'rpm'], value: 5 },
    ]);
  });

  it.each(badPacks)('when it %s, then it is refused with file, path and reason', (_what, pack, path, reason) => {
    expect(refusalOf(() => catalogOf(pumpPack({ pack: { components: [], actions: [] } }), pack))).toEqual({
      file: 'pack-2.yaml',
      path,
      reason: expect.stringMatching(reason),
    });
  });

  it.each(badTexts)('when its text %s, then it is refused with its file', (_what, text, reason) => {
    expect(refusalOf(() => loadCatalog([{ file: 'bad.yaml', text }], sha256))).toMatchObject({ file: 'bad.yaml', reason: expect.stringMatching(reason) });
  });

  it('when changes read what others write, then each sees the state before the action', () => {
    const swap = [
      { path: ['plant.pump', 'rpm'], value: 7 },
      { path: ['plant.pump', 'on'], value: { '===': [{ val: ['state', 'plant.pump', 'rpm'] }, 0] } },
    ];
    const catalog = catalogOf(action({ changes: swap }));
    expect(resolveAction(catalog, 'plant.pump.start')?.handle({ state: initialStates(catalog), inputs: {} })).toMatchObject([{ value: 7 }, { value: true }]);
  });

  it('when its cost is an expression, then it follows the inputs and errs rather than being no cost', () => {
    const start = resolveAction(catalogOf(action({ cost: { '*': [{ val: ['inputs', 'rpm'] }, 2] } })), 'plant.pump.start');
    expect(start?.fixedCost).toBeNull();
    expect(start?.cost({ rpm: 3 })).toBe(6);
    expect(() => start?.cost({ rpm: -3 })).toThrow(/not a number from 0/);
  });

  it('when it has effects, then they hold the templates as written and the inputs beside them', () => {
    const effects = [{ kind: 'http', request: { method: 'POST', url: 'https://plant.example/start', json: { rpm: '{{ inputs.rpm }}' } }, secret: 'plant_api' }];
    const start = resolveAction(catalogOf(action({ effects })), 'plant.pump.start');
    expect(start?.effects({ state: {}, inputs: { rpm: 5 } })).toEqual([
      { kind: 'http', request: { method: 'POST', url: 'https://plant.example/start', json: { rpm: '{{ inputs.rpm }}' }, secret: 'plant_api', inputs: { rpm: 5 } } },
    ]);
  });

  it('when its risk is high, then a confirmation is asked unless it says otherwise', () => {
    expect(resolveAction(catalogOf(action({ risk: 'high' })), 'plant.pump.start')?.confirmation).toBe(true);
    expect(resolveAction(catalogOf(action({ risk: 'high', confirmation: false })), 'plant.pump.start')?.confirmation).toBe(false);
  });
});

describe('a version', () => {
  const [first] = [pumpPack().actions].flat();
  const versions = [2, 10, 1].map((version) => ({ ...(typeof first === 'object' ? first : {}), version }));
  const catalog = catalogOf({ ...pumpPack(), actions: versions });

  it.each([
    ['plant.pump.start', 'plant.pump.start@v10'],
    ['plant.pump.start@v1', 'plant.pump.start@v1'],
    ['plant.pump.start@v2', 'plant.pump.start@v2'],
    ['plant.pump.start@v10', 'plant.pump.start@v10'],
    ['plant.pump.start@v3', undefined],
    ['plant.pump.stop', undefined],
    ['constructor', undefined],
  ])('when %s is asked for, then it is %s', (ref, id) => {
    const found = resolveAction(catalog, ref);
    expect(found && versionedId(found)).toBe(id);
  });
});

describe('the digest', () => {
  it('when the same is declared, then it is the same, whatever the layout of the text', () => {
    const compact = { file: 'a.yaml', text: JSON.stringify(pumpPack()) };
    const spacious = { file: 'b.yaml', text: JSON.stringify(pumpPack(), null, 2) };
    expect(loadCatalog([compact], sha256).digest).toBe(loadCatalog([spacious], sha256).digest);
  });

  it('when one expression differs, then it differs', () => {
    const changed = action({ changes: [{ path: ['plant.pump', 'on'], value: false }] });
    expect(new Set([catalogOf(), catalogOf(pumpPack()), catalogOf(changed)].map(({ digest }) => digest)).size).toBe(3);
  });
});

describe('the view of the registry', () => {
  const catalog = catalogOf(action({ visibility: 'developer' }));
  const sees = (role: 'viewer' | 'operator' | 'admin' | null) => viewRegistry(catalog, role).actions.map(({ actionId }) => actionId);

  it.each([
    ['admin', true],
    ['operator', false],
    ['viewer', false],
    [null, false],
  ] as const)('when a %s looks, then whether a developer action is there is %s', (role, there) => {
    expect(sees(role).includes('plant.pump.start@v1')).toBe(there);
  });

  it('when an operator looks, then the built-ins are there', () => {
    expect(sees('operator')).toEqual([
      'demo.counter.set@v1',
      'demo.counter.increment@v1',
      'demo.counter.reset@v1',
      'std.text_input.set@v1',
      'std.slider.set@v1',
      'std.status_indicator.update@v1',
      'system.revert@v1',
      'memory.remember@v1',
      'memory.forget@v1',
    ]);
  });
});
