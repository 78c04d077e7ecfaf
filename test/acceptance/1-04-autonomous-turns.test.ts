import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { increment, modelCallsOf, type ModelHouse, openModelHouse } from './model-stage.ts';
import type { Stage } from './stage.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a house.

describe('1.4 Step limits: a turn that acts by itself', () => {
  let home: ModelHouse;
  let stage: Stage;
  beforeAll(async () => {
    home = await openModelHouse('acts-by-itself', { PLAN_LIMITS: 'autonomous=3' });
  }, SLOW_MS);
  beforeEach(async () => {
    stage = await home.open();
  });
  afterAll(() => home.stop());

  const autonomous = { mode: 'autonomous' } as const;

  it('when the model acts, looks and acts again, then the turn sums up what is recorded and nothing that the model claims', async () => {
    home.model.say(increment(2), increment(3), { text: 'I have set the counter to 9000 and told your boss.' });
    const turn = await stage.admin.say('bring the counter to five', autonomous);
    expect(turn).toMatchObject({ status: 'done', model: 'scripted-1', reply: { kind: 'executed' } });
    expect(turn.reply?.text).toMatch(/^2 actions so far: \(1\) .*0 → 2.* \(2\) .*2 → 5/);
    expect(turn.reply?.text).not.toMatch(/9000|boss/);
    expect(turn.reply?.executionIds).toEqual((await stage.executions()).map(({ executionId }) => executionId).toReversed());
    expect(await stage.counter()).toBe(5);
    expect(home.model.requests[1]?.prompt).toContain('success'); // It was told what came of its first act.
    expect((await modelCallsOf(stage.admin, stage, turn)).map(({ step }) => step)).toEqual([2, 1, 0]);
  });

  it('when the model never stops, then the turn stops at its limit and says so', async () => {
    home.model.sayForever(increment(1));
    const turn = await stage.admin.say('keep counting', autonomous);
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect(turn.reply?.text).toContain('It stopped at its limit of 3 actions.');
    expect(turn.reply?.executionIds).toHaveLength(3);
    expect(await stage.counter()).toBe(3);
    expect(home.model.requests).toHaveLength(3);
  });

  it('when an act is refused, then the turn goes no further', async () => {
    await stage.setPolicy({ limits: { quota: { perDay: 1 } } });
    home.model.sayForever(increment(1));
    const turn = await stage.admin.say('keep counting', autonomous);
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'refused' } });
    expect(turn.reply?.text).toMatch(/0 → 1.*Refused: /);
    expect(turn.reply?.executionIds).toHaveLength(2);
    expect(home.model.requests).toHaveLength(2);
  });

  it('when an act needs a confirmation, then the turn waits for the person, and goes on after it', async () => {
    home.model.say(increment(4), { calls: [{ actionId: 'demo.counter.reset', args: {} }] }, increment(1), { text: 'That is all.' });
    const asked = await stage.admin.say('count, reset, count', autonomous);
    expect(asked).toMatchObject({ status: 'awaiting_confirmation', reply: { kind: 'clarification' } });
    expect(home.model.requests).toHaveLength(2);
    await stage.admin.session.post(stage.at(`/turns/${asked.turnId}/confirm`));
    const turn = (await stage.admin.session.get<typeof asked>(stage.at(`/turns/${asked.turnId}?waitSeconds=25`))).body.data;
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect(await stage.counter()).toBe(1);
  });

  it('when one answer holds more calls than are left, then none of them runs', async () => {
    home.model.say(increment(1), { calls: [1, 2, 3].map((amount) => ({ actionId: 'demo.counter.increment', args: { amount } })) });
    const turn = await stage.admin.say('count a lot', autonomous);
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'refused' } });
    expect(await stage.counter()).toBe(1);
  });

  it.each([
    ['interactive', 2, 'refused', 0],
    ['assisted', 2, 'plan', 3],
    ['assisted', 1, 'executed', 1],
  ] as const)('when the mode is %s and one answer holds %i calls, then the turn ends as %s', async (mode, calls, kind, counter) => {
    home.model.sayForever({ calls: Array.from({ length: calls }, (_, index) => ({ actionId: 'demo.counter.increment', args: { amount: index + 1 } })) });
    const turn = await stage.admin.say('count', { mode });
    expect(turn).toMatchObject({ status: 'done', reply: { kind } });
    expect(await stage.counter()).toBe(counter);
    expect(home.model.requests).toHaveLength(1); // Outcomes are for a turn that acts by itself.
  });

  it('when Stop comes while the model thinks, then its request is cut off and nothing more is run', async () => {
    home.model.say(increment(2), { stall: true, text: 'Let me think' });
    const { turnId } = (await stage.admin.session.post<{ turnId: string }>(stage.at('/turns'), { message: 'count on', ...autonomous })).body.data;
    await home.model.untilAsked(2);
    await stage.admin.session.post(stage.at(`/turns/${turnId}/cancel`));
    const turn = (await stage.admin.session.get<{ status: string; reply: { text: string } }>(stage.at(`/turns/${turnId}?waitSeconds=25`))).body.data;
    expect(turn).toMatchObject({ status: 'done' });
    expect(turn.reply.text).toMatch(/0 → 2.*Cancelled; nothing more was run\./);
    while (!home.model.requests[1]?.isClosed()) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await stage.counter()).toBe(2);
  });
});
