import { beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from './stage.ts';

describe('1.15 Offline interpreter', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await stage.admin.run({ actionId: 'flags.enable', inputs: { flag: 'new_pricing' } });
    await stage.admin.run({ actionId: 'flags.limit_partial', inputs: { count: 3 } });
  });

  it.each([
    ['by id', 'demo.counter.set 11', 'demo.counter.set', { value: 11 }],
    ['by pinned id and key=value', 'flags.set_rollout@v1 flag=dark_mode percent=80', 'flags.set_rollout@v1', { flag: 'dark_mode', percent: 80 }],
    ['by title', 'set the counter to 12', 'demo.counter.set', { value: 12 }],
    ['by example', 'counter to 7', 'demo.counter.set', { value: 7 }],
    ['by verb', 'bump up the counter by 2', 'demo.counter.increment', { amount: 2 }],
    ['with a number in words', 'add five to the counter', 'demo.counter.increment', { amount: 5 }],
    ['with a unit', 'roll out new pricing to 5%', 'flags.set_rollout', { flag: 'new_pricing', percent: 5, note: '' }],
    ['with a thousands suffix', 'set the counter to 5k', 'demo.counter.set', { value: 5_000 }],
    ['with a quoted string', 'set the text to "hello; then world"', 'std.text_input.set', { value: 'hello; then world' }],
    ['with an enum', 'switch dark mode off', 'flags.disable', { flag: 'dark_mode' }],
    ['with a larger number in words', 'set the counter to two hundred and fifty', 'demo.counter.set', { value: 250 }],
    ['with a unit of measure', 'set the tank pressure to 2500 mbar', 'plant.set_pressure', { bar: 2.5 }],
    ['with an ordinal', 'assign the second incident to ana', 'incidents.assign', { number: 2, assignee: 'ana' }],
    ['by a synonym from its examples', 'give incident 3 to chidi', 'incidents.assign', { number: 3, assignee: 'chidi' }],
    ['with a slip of the finger', 'set the conuter to 13', 'demo.counter.set', { value: 13 }],
  ])('when an action is asked for %s, then it runs with the inputs that its schema wants', async (_how, message, actionId, inputs) => {
    const turn = await stage.admin.say(message);
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'executed' }, tokens: { prompt: 0, completion: 0 } });
    expect((await stage.executions())[0]).toMatchObject({ turnId: turn.turnId, status: 'success', intent: { actionId, inputs } });
  });

  it.each(['set the counter to 42, then add 5', 'set the counter to 42 and then add 5', 'set the counter to 42; add 5'])('when the message is %j, then it becomes a plan', async (message) => {
    expect(await stage.admin.say(message)).toMatchObject({ status: 'done', reply: { kind: 'plan' } });
    expect(await stage.counter()).toBe(47);
  });

  it.each([
    ['a list of things', 'assign incidents 1 and 2 to bo', [{ number: 1, assignee: 'bo' }, { number: 2, assignee: 'bo' }]],
    ['an it', 'assign incident 2 to dora, then acknowledge it', [{ number: 2, assignee: 'dora' }, { number: 2 }]],
  ])('when a message has %s, then each step has its own inputs', async (_what, message, inputs) => {
    const turn = await stage.admin.say(message);
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'plan' } });
    const ran = (await stage.executions()).filter(({ turnId }) => turnId === turn.turnId);
    expect(ran.map(({ intent }) => intent.inputs).reverse()).toEqual(inputs);
  });

  it.each([
    ['delete the database', 'done'],
    ['never mind', 'done'],
    ['start pump 1 in 5 minutes', 'clarifying'],
    ['assign incident 2 to ana or bo', 'clarifying'],
    ['do not reset the counter', 'done'],
    ['how do I reset the counter?', 'done'],
    ['42', 'done'],
    ['disable everything', 'clarifying'],
    ['counter 5', 'clarifying'],
    ['set the counter to 5 or 6', 'clarifying'],
    ['reset the counter tomorrow', 'clarifying'],
  ])('when the message is %j, then no action is guessed', async (message, status) => {
    const count = (await stage.executions()).length;
    expect(await stage.admin.say(message)).toMatchObject({ status, reply: { kind: 'clarification', executionIds: [] } });
    expect(await stage.executions()).toHaveLength(count);
  });
});
