import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../contract/json.ts';
import { onOff, packOf, tryOn } from './stage.ts';

const session = {
  component: { id: 'web.session', title: 'Session', stateSchema: { type: 'object' }, initialState: { user: '', open: false } },
  action: {
    id: 'web.log_in',
    title: 'Log in',
    description: 'Opens a session.',
    examples: [],
    targets: ['web.session'],
    risk: 'low',
    inputSchema: { type: 'object', required: ['account'], additionalProperties: false, properties: { account: { type: 'string', enum: ['guest', 'editor'] }, note: { type: 'string' } } },
    changes: [
      { path: ['web.session', 'open'], value: true },
      { path: ['web.session', 'user'], value: { val: ['inputs', 'account'] } },
    ],
  },
};
const upload = (check: JsonObject): JsonObject => ({
  id: 'web.upload',
  title: 'Upload',
  description: 'Uploads.',
  examples: [],
  targets: ['web.file'],
  risk: 'low',
  inputSchema: { type: 'object', properties: {} },
  preconditions: [{ id: 'logged-in', description: 'somebody is logged in', check }],
  changes: [{ path: ['web.file', 'sent'], value: true }],
});
const file = { id: 'web.file', title: 'File', stateSchema: { type: 'object' }, initialState: { sent: false } };
const site = (check: JsonObject, more: readonly JsonObject[] = []) => packOf([session, { component: file, action: upload(check) }], more);
const UPLOAD = { actionId: 'web.upload', inputs: {} };
const isOpen = { val: ['state', 'web.session', 'open'] };

describe('what to do first', () => {
  it('when a precondition fails and one action would make it hold, then that action is suggested, and after it the intent passes', () => {
    const { outcome } = tryOn(site(isOpen), UPLOAD);
    expect(outcome.error).toMatchObject({ code: 'precondition_failed', preconditionId: 'logged-in' });
    expect(outcome.error?.suggestion).toEqual({
      ...{ actionId: 'web.log_in', inputs: { account: 'guest' }, title: 'Log in', why: 'After it, somebody is logged in.' },
      steps: [{ actionId: 'web.log_in', inputs: { account: 'guest' }, title: 'Log in' }],
    });
    expect(tryOn(site(isOpen), UPLOAD, outcome.error?.suggestion?.steps).outcome.status).toBe('success');
  });

  it('when the precondition names a value, then the inputs have it', () => {
    const { outcome } = tryOn(site({ '==': [{ val: ['state', 'web.session', 'user'] }, 'editor'] }), UPLOAD);
    expect(outcome.error?.suggestion).toMatchObject({ actionId: 'web.log_in', inputs: { account: 'editor' } });
  });

  it.each([
    ['a bound of the precondition', { '>=': [{ val: ['state', 'demo.counter', 'value'] }, 12] }, 'demo.counter.increment', { amount: 12 }],
    ['one beside a bound that is left out', { '>': [{ val: ['state', 'demo.counter', 'value'] }, 12] }, 'demo.counter.increment', { amount: 13 }],
    ['an item of a list', { in: [{ val: ['state', 'std.text_input', 'value'] }, ['red', 'blue']] }, 'std.text_input.set', { value: 'red' }],
    ['a default', { '==': [{ val: ['state', 'demo.counter', 'value'] }, 1] }, 'demo.counter.increment', { amount: 1 }],
  ] as const)('when it takes %s, then that is found', (_when, check, actionId, inputs) => {
    expect(tryOn(site(JSON.parse(JSON.stringify(check)) as JsonObject), UPLOAD).outcome.error?.suggestion).toMatchObject({ actionId, inputs });
  });

  it('when three steps must come one after another, then they are found in their order, and run', () => {
    const catalog = packOf([onOff('net.power'), onOff('net.router', ['net.power']), onOff('net.session', ['net.router']), onOff('net.sync', ['net.session'])]);
    const asked = { actionId: 'net.sync.start', inputs: {} };
    const suggestion = tryOn(catalog, asked).outcome.error?.suggestion;
    expect(suggestion?.steps.map(({ actionId }) => actionId)).toEqual(['net.power.start', 'net.router.start', 'net.session.start']);
    expect(suggestion).toMatchObject({ actionId: 'net.power.start', title: 'Start net.power', why: 'It is the first of 3 steps after which net.session is on.' });
    expect(tryOn(catalog, asked, suggestion?.steps).outcome.status).toBe('success');
  });

  it('when several preconditions fail, then the steps satisfy all of them', () => {
    const catalog = packOf([onOff('net.power'), onOff('net.router'), onOff('net.sync', ['net.power', 'net.router'])]);
    const suggestion = tryOn(catalog, { actionId: 'net.sync.start', inputs: {} }).outcome.error?.suggestion;
    expect(suggestion?.steps.map(({ actionId }) => actionId)).toEqual(['net.power.start', 'net.router.start']);
  });

  it('when five steps would be needed, then nothing is suggested', () => {
    const ids = ['a.a', 'a.b', 'a.c', 'a.d', 'a.e', 'a.f'];
    const catalog = packOf(ids.map((id, at) => onOff(id, ids.slice(Math.max(0, at - 1), at))));
    expect(tryOn(catalog, { actionId: 'a.f.start', inputs: {} }).outcome.error?.suggestion).toBeNull();
    expect(tryOn(catalog, { actionId: 'a.e.start', inputs: {} }).outcome.error?.suggestion?.steps).toHaveLength(4);
  });

  it('when nothing can satisfy it, then there is no suggestion', () => {
    expect(tryOn(packOf([onOff('net.sync', ['net.sync'])]), { actionId: 'net.sync.start', inputs: {} }).outcome.error?.suggestion).toBeNull();
  });

  it.each([
    ['may not run it', { risk: 'high' }, { caller: { role: 'operator' as const } }],
    ['may not see it', { visibility: 'developer' }, { caller: { role: 'operator' as const } }],
    ['would be kept from it by a rule', {}, { policy: { rules: [{ id: 'no', effect: 'reject', priority: 0, actions: ['net.power.*'], when: true, requiredRole: 'admin', quorum: 1, expiresAfter: '24h', enforcement: 'enforce' }] } }],
    ['would have to wait for people', {}, { policy: { approvals: [{ id: 'all', when: { actions: ['net.power.*'] }, requiredRole: 'admin', quorum: 1, expiresAfter: '24h' }] } }],
    ['has no budget for it', { cost: 9 }, { policy: { limits: { budget: { daily: 8, timezone: 'UTC' } } } }],
    ['would have nothing left for the intent itself', { cost: 8 }, { policy: { limits: { budget: { daily: 8, timezone: 'UTC' } } } }],
  ] as const)('when the caller %s, then it is not suggested', (_when, more, given) => {
    const catalog = packOf([onOff('net.power', [], { ...more }), onOff('net.sync', ['net.power'], { cost: 1 })]);
    const asked = { actionId: 'net.sync.start', inputs: {} };
    expect(tryOn(catalog, asked, [], JSON.parse(JSON.stringify(given)) as object).outcome.error?.suggestion).toBeNull();
    expect(tryOn(catalog, asked).outcome.error?.suggestion).toMatchObject({ actionId: 'net.power.start' });
  });

  it('when an action that helps asks for a confirmation, then it is suggested all the same', () => {
    const catalog = packOf([onOff('net.power', [], { confirmation: true }), onOff('net.sync', ['net.power'])]);
    expect(tryOn(catalog, { actionId: 'net.sync.start', inputs: {} }).outcome.error?.suggestion).toMatchObject({ actionId: 'net.power.start' });
  });

  it.each([
    ['the cheaper one', 3, 'net.b_way'],
    ['the first by its id, where they cost the same', 1, 'net.a_way'],
  ])('when two actions would do, then it is %s', (_when, cost, actionId) => {
    const way = (id: string, more: JsonObject): JsonObject => ({ ...onOff('net.power').action, id, ...more });
    const catalog = packOf([onOff('net.power', ['net.power']), onOff('net.sync', ['net.power'])], [way('net.a_way', { cost }), way('net.b_way', { cost: 1 })]);
    expect(tryOn(catalog, { actionId: 'net.sync.start', inputs: {} }).outcome.error?.suggestion?.actionId).toBe(actionId);
  });

  it('when an input of an action that helps is a secret, then no value is made up for it', () => {
    const secret = { inputSchema: { type: 'object', required: ['pin'], properties: { pin: { type: 'string', sensitive: true, default: '1234' } } } };
    const kept = packOf([onOff('net.power', [], secret), onOff('net.sync', ['net.power'])]);
    expect(tryOn(kept, { actionId: 'net.sync.start', inputs: {} }).outcome.error?.suggestion).toMatchObject({ actionId: 'net.power.start', inputs: {} });
    const asked = { inputSchema: { type: 'object', required: ['pin'], properties: { pin: { type: 'string', sensitive: true, enum: ['1234'] } } } };
    const open = packOf([onOff('net.power', [], asked), onOff('net.sync', ['net.power'])]);
    expect(tryOn(open, { actionId: 'net.sync.start', inputs: {} }).outcome.error?.suggestion).toBeNull();
  });

  it('when a registry has 300 actions, then the search ends within its budget and says the same each time', () => {
    const many = Array.from({ length: 300 }, (_, at): JsonObject => ({
      ...onOff('net.power').action,
      id: `net.way_${at}`,
      changes: [{ path: ['net.power', `part_${at}`], value: true }],
    }));
    const catalog = packOf([onOff('net.power', ['net.power']), onOff('net.sync', ['net.power'])], many);
    const found = [1, 2].map(() => tryOn(catalog, { actionId: 'net.sync.start', inputs: {} }));
    expect(found.map(({ outcome }) => outcome.error?.suggestion)).toEqual([null, null]);
    expect(found[0]?.left).toBe(found[1]?.left);
    expect(found[0]?.left).toBeLessThanOrEqual(0);
  });
});
