import { beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from './stage.ts';

describe('1.6 Parameter completion', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });

  it('when two fields are missing, then the question names exactly those, with type, enum and range, and nothing runs', async () => {
    const before = (await stage.executions()).length;
    const turn = await stage.admin.say('set the rollout');
    expect(turn).toMatchObject({ status: 'clarifying', reply: { kind: 'clarification', executionIds: [] } });
    expect(turn.reply?.missing).toEqual([
      { name: 'flag', schema: expect.objectContaining({ type: 'string', enum: ['checkout_redesign', 'dark_mode', 'new_pricing'] }) },
      { name: 'percent', schema: expect.objectContaining({ type: 'integer', minimum: 0, maximum: 100 }) },
    ]);
    expect(await stage.executions()).toHaveLength(before);
  });

  it('when a field with a default is asked for, then the question shows the default', async () => {
    const turn = await stage.admin.say('add');
    expect(turn.reply?.missing).toEqual([{ name: 'amount', schema: expect.objectContaining({ type: 'integer', default: 1 }) }]);
    expect(turn.reply?.text).toContain('default 1');
  });

  it('when the answer gives what is missing, then it is merged with what was given already', async () => {
    const asked = await stage.admin.say('set dark mode');
    expect(asked.reply?.missing?.map(({ name }) => name)).toEqual(['percent']);
    const done = await stage.admin.say('60', { sessionId: asked.sessionId });
    expect(done).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect((await stage.executions())[0]).toMatchObject({ turnId: done.turnId, status: 'success', intent: { inputs: { flag: 'dark_mode', percent: 60 } } });
  });

  it('when the answer gives one of two fields, then only the other one is asked for', async () => {
    const asked = await stage.admin.say('set the rollout');
    const again = await stage.admin.say('flag=dark_mode', { sessionId: asked.sessionId });
    expect(again).toMatchObject({ status: 'clarifying', reply: { missing: [{ name: 'percent' }] } });
    const done = await stage.admin.say('percent=55', { sessionId: asked.sessionId });
    expect(done).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect((await stage.executions())[0]).toMatchObject({ intent: { inputs: { flag: 'dark_mode', percent: 55 } } });
  });

  it('when the fields of an intent are missing over the API, then the refusal names exactly those', async () => {
    const execution = await stage.admin.run({ actionId: 'flags.set_rollout', inputs: { flag: 'dark_mode' } });
    expect(execution).toMatchObject({ status: 'rejected', error: { code: 'input_invalid', gate: 'schema' } });
    expect(execution.error?.missing?.map(({ name }) => name)).toEqual(['percent']);
  });

  it('when the same turn is answered in words, then it runs with both', async () => {
    const asked = await stage.admin.say('set the counter');
    const done = await stage.admin.answer(asked, { text: '12' });
    expect(done).toMatchObject({ turnId: asked.turnId, status: 'done' });
    expect(await stage.counter()).toBe(12);
  });
});
