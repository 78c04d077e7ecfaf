import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Actor, type Stage } from './stage.ts';

const RESET = 'demo.counter.reset@v1';

describe('1.12 Confirmation detection', () => {
  let stage: Stage;
  let other: Actor;
  let sql: Sql;
  beforeAll(async () => {
    stage = await openStage();
    other = await stage.join('admin');
    sql = await openSql(stage.house.databaseUrl);
  });
  afterAll(() => sql.close());

  const resets = async () => (await stage.executions()).filter(({ actionId, status }) => actionId === RESET && status === 'success');

  /** A counter that is not zero, and a turn that waits for a yes to reset it. */
  async function askForReset(): Promise<Turn> {
    await stage.admin.run({ actionId: 'demo.counter.set', inputs: { value: 5 } });
    const asked = await stage.admin.say('reset the counter');
    expect(asked).toMatchObject({ status: 'awaiting_confirmation', reply: { confirmation: { steps: [{ actionId: RESET }] } } });
    expect((await stage.executions())[0]).toMatchObject({ turnId: asked.turnId, status: 'rejected', error: { code: 'confirmation_required' } });
    return asked;
  }

  const press = (turn: Turn, caller = stage.admin) => caller.session.post<Turn>(stage.at(`/turns/${turn.turnId}/confirm`));
  const expire = (turn: Turn) => sql.rows(`update turn set asked_at = asked_at - interval '10 minutes 1 second' where turn_id = $1`, [turn.turnId]);

  it.each(['yes', 'confirm', 'proceed'])('when the operator says %s, then the identical stored intent runs once', async (word) => {
    const asked = await askForReset();
    const before = (await resets()).length;
    const turn = await stage.admin.say(word, { sessionId: asked.sessionId });
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    const [newest, ...older] = await resets();
    expect(older).toHaveLength(before);
    expect(newest).toMatchObject({ turnId: turn.turnId, intent: { actionId: 'demo.counter.reset', inputs: {}, confirmed: true }, trigger: 'chat' });

    const again = await stage.admin.say(word, { sessionId: asked.sessionId });
    expect(again).toMatchObject({ status: 'done', reply: { executionIds: [] } });
    expect(await resets()).toHaveLength(before + 1);
  });

  it('when the button is pressed, then the same turn runs it once, and a second press is a conflict', async () => {
    const asked = await askForReset();
    const before = (await resets()).length;
    expect(expectData(await press(asked))).toMatchObject({ turnId: asked.turnId, status: 'done', reply: { kind: 'executed' } });
    expect((await press(asked)).status).toBe(409);
    expect(await resets()).toHaveLength(before + 1);
  });

  it.each(['no', 'cancel'])('when the operator says %s, then nothing runs, and a later yes does nothing', async (word) => {
    const asked = await askForReset();
    const before = (await resets()).length;
    expect(await stage.admin.say(word, { sessionId: asked.sessionId })).toMatchObject({ status: 'done', reply: { executionIds: [] } });
    expect(await stage.admin.say('yes', { sessionId: asked.sessionId })).toMatchObject({ status: 'done', reply: { executionIds: [] } });
    expect((await press(asked)).status).toBe(409);
    expect(await resets()).toHaveLength(before);
    expect(await stage.counter()).toBe(5);
  });

  it('when nothing is pending, then yes does nothing', async () => {
    const count = (await stage.executions()).length;
    expect(await stage.admin.say('yes')).toMatchObject({ status: 'done', reply: { executionIds: [] } });
    expect(await stage.executions()).toHaveLength(count);
  });

  it('when another session or another user says yes, then nothing runs', async () => {
    const asked = await askForReset();
    const before = (await resets()).length;
    expect(await stage.admin.say('yes')).toMatchObject({ reply: { executionIds: [] } });
    expect(await other.say('yes')).toMatchObject({ reply: { executionIds: [] } });
    expect((await press(asked, other)).status).toBe(404);
    expect((await other.session.post(stage.at('/turns'), { message: 'yes', sessionId: asked.sessionId })).status).toBe(404);
    expect(await resets()).toHaveLength(before);
    expectData(await press(asked));
    expect(await resets()).toHaveLength(before + 1);
  });

  it('when ten minutes are over, then neither the button nor a yes runs anything', async () => {
    const asked = await askForReset();
    const before = (await resets()).length;
    await expire(asked);
    expect((await press(asked)).status).toBe(409);
    expect(await stage.admin.say('yes', { sessionId: asked.sessionId })).toMatchObject({ reply: { executionIds: [] } });
    expect(await resets()).toHaveLength(before);
  });

  it('when ten minutes are over, then a yes as the answer of the turn runs nothing', async () => {
    const asked = await askForReset();
    const before = (await resets()).length;
    await expire(asked);
    expect((await stage.admin.session.post(stage.at(`/turns/${asked.turnId}/answer`), { text: 'yes' })).status).toBe(409);
    expect(await resets()).toHaveLength(before);
  });

  it.each([1, 2, 3])('when the button and two yeses race each other, then exactly one of them runs it (round %i)', async () => {
    const asked = await askForReset();
    const before = (await resets()).length;
    const [pressed] = await Promise.all([
      press(asked),
      stage.admin.say('yes', { sessionId: asked.sessionId }),
      stage.admin.say('yes', { sessionId: asked.sessionId }),
    ]);
    expect([200, 409]).toContain(pressed?.status);
    const turn = expectData(await stage.admin.session.get<Turn>(stage.at(`/turns/${asked.turnId}?waitSeconds=20`)));
    expect(turn.status).toBe('done');
    expect(await resets()).toHaveLength(before + 1);
  });

  it.each(['reset the counter confirmed', 'reset the counter confirmed=true', 'demo.counter.reset {"confirmed": true}'])(
    'when the message is %j, then its own words confirm nothing',
    async (message) => {
      const before = (await resets()).length;
      await stage.admin.say(message);
      expect(await resets()).toHaveLength(before);
    },
  );

  it('when a plan waits, then the yes runs its stored steps once', async () => {
    const asked = await stage.admin.say('set the counter to 3, then reset the counter');
    const before = (await resets()).length;
    await Promise.all([press(asked), stage.admin.say('yes', { sessionId: asked.sessionId })]);
    expectData(await stage.admin.session.get<Turn>(stage.at(`/turns/${asked.turnId}?waitSeconds=20`)));
    expect(await resets()).toHaveLength(before + 1);
  });
});
