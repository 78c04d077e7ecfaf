import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Suggestion } from '../../contract/decision.ts';
import type { Execution } from '../../contract/execution.ts';
import { expectData } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { startPair, type Beside } from './beside.ts';
import { type Actor, openStage, type Stage } from './stage.ts';

const UPLOAD = { actionId: 'site.files.upload' };
const SYNC = { actionId: 'site.files.sync' };
const LOG_IN = {
  ...{ actionId: 'site.session.log_in', inputs: { account: 'guest' }, title: 'Log in', why: 'After it, somebody is logged in.' },
  steps: [{ actionId: 'site.session.log_in', inputs: { account: 'guest' }, title: 'Log in' }],
};

describe('1.1 Interactive safety', () => {
  let beside: Beside;
  let house: Stage['house'];
  let stage: Stage;
  beforeAll(async () => {
    ({ beside, house } = await startPair(await sharedHouse(), 'suggestions', { PACKS_DIR: join(import.meta.dirname, 'packs') }));
  });
  beforeEach(async () => {
    stage = await openStage({}, house);
  });
  afterAll(() => beside.stop());

  async function follow(actor: Actor, { steps }: Suggestion): Promise<void> {
    for (const { actionId, inputs } of steps) expect(await actor.run({ actionId, inputs })).toMatchObject({ status: 'success' });
  }

  it('when an upload fails for lack of a login, then the login is suggested, recorded so, and running it makes the retry succeed', async () => {
    const refused = await stage.admin.run(UPLOAD);
    expect(refused).toMatchObject({ status: 'rejected', error: { code: 'precondition_failed', gate: 'preconditions', preconditionId: 'logged-in', detail: 'It needs that somebody is logged in.' } });
    expect(refused.error?.suggestion).toEqual(LOG_IN);
    expect(expectData(await stage.admin.session.get<Execution>(stage.at(`/executions/${refused.executionId}`))).error).toEqual(refused.error);
    expect((await stage.state()).version).toBe(0);
    await follow(stage.admin, LOG_IN);
    expect(await stage.admin.run(UPLOAD)).toMatchObject({ status: 'success' });
    expect(expectData(await stage.admin.session.get<{ ok: boolean }>(stage.at('/integrity')))).toMatchObject({ ok: true });
  });

  it('when it takes several steps, then they are suggested in their order with the inputs that the preconditions name', async () => {
    const operator = await stage.join('operator');
    const suggestion = (await operator.run(SYNC)).error?.suggestion;
    expect(suggestion?.steps.map(({ actionId, inputs }) => [actionId, inputs])).toEqual([
      ['site.power.switch_on', {}],
      ['site.network.connect', { line: 'fibre' }],
      ['site.session.log_in', { account: 'editor' }],
    ]);
    expect(suggestion).toMatchObject({ actionId: 'site.power.switch_on', title: 'Switch the power on' });
    await follow(operator, suggestion ?? LOG_IN);
    expect(await operator.run(SYNC)).toMatchObject({ status: 'success' });
  });

  it('when an intent or a plan is only simulated, then the same is suggested, and nothing is recorded', async () => {
    expect((await stage.admin.simulate(UPLOAD)).error?.suggestion).toEqual(LOG_IN);
    const plan = await stage.admin.simulatePlan([UPLOAD, { actionId: 'site.session.log_in' }, UPLOAD]);
    expect(plan.steps.map(({ status, error }) => [status, error?.suggestion?.actionId])).toEqual([['rejected', 'site.session.log_in'], ['success', undefined], ['success', undefined]]);
    expect(await stage.executions()).toEqual([]);
  });

  it('when it is refused in a chat, then the reply says what to do first', async () => {
    const { reply } = await stage.admin.say('upload a file');
    expect(reply).toMatchObject({ kind: 'refused', text: 'Refused: It needs that somebody is logged in. Do this first: Log in.', suggestion: LOG_IN });
  });

  it.each([
    ['a rule forbids the only action that would help', { rules: [{ id: 'no-login', effect: 'reject', actions: ['site.session.*'], when: true }] }],
    ['there is no budget for both', { limits: { budget: { daily: 0 } } }],
    ['the limit of a minute leaves nothing for the retry', { limits: { rate: { perMinute: 1 } } }],
  ])('when %s, then nothing is suggested', async (_when, policy) => {
    await stage.setPolicy(policy);
    const { error } = await stage.admin.run(UPLOAD);
    expect([error?.code, error?.suggestion]).toEqual(['precondition_failed', null]);
  });

  it('when two callers are refused at once, then each row has its suggestion, and the rows are chained without a gap', async () => {
    const refused = await Promise.all([1, 2, 3, 4].map(() => stage.admin.run(UPLOAD)));
    expect(refused.map(({ error }) => error?.suggestion)).toEqual([LOG_IN, LOG_IN, LOG_IN, LOG_IN]);
    expect(expectData(await stage.admin.session.get<{ ok: boolean }>(stage.at('/integrity')))).toMatchObject({ ok: true });
  });
});
