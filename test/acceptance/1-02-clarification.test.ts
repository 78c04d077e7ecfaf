import { beforeAll, describe, expect, it } from '@jest/globals';
import { openStage, type Stage } from './stage.ts';

describe('1.2 Clarification protocol', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });

  it('when several actions fit, then one question lists them, and nothing is executed or charged', async () => {
    const before = (await stage.executions()).length;
    const turn = await stage.admin.say('set it to 5');
    expect(turn).toMatchObject({ status: 'clarifying', reply: { kind: 'clarification', executionIds: [] } });
    const choices = turn.reply?.choices ?? [];
    expect(choices.length).toBeGreaterThanOrEqual(2);
    expect(choices.map(({ n }) => n)).toEqual(choices.map((_choice, index) => index + 1));
    for (const { n, title, actionId } of choices) expect(turn.reply?.text.split('\n')).toContain(`${n}. ${title} (${actionId})`);
    expect(await stage.executions()).toHaveLength(before);
  });

  it.each([
    ['its number in a new message', (choice: { n: number }) => String(choice.n)],
    ['its id', (choice: { actionId: string }) => choice.actionId],
    ['its title', (choice: { title: string }) => choice.title],
  ])('when the answer is %s, then that action runs once', async (_how, wordsFor) => {
    const asked = await stage.admin.say('set it to 5');
    const [first] = asked.reply?.choices ?? [];
    if (!first) throw new Error('no choices were given');
    const answered = await stage.admin.say(wordsFor(first), { sessionId: asked.sessionId });
    expect(answered).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    const [executionId] = answered.reply?.executionIds ?? [];
    const ofTurn = (await stage.executions()).filter(({ turnId }) => turnId === answered.turnId);
    expect(ofTurn).toMatchObject([{ executionId, status: 'success', trigger: 'chat', intent: { inputs: { value: 5 } } }]);
    expect(ofTurn[0]?.actionId.split('@')[0]).toBe(first.actionId);
  });

  it.each([
    ['a choice by number', { choice: 1 }],
    ['a choice by id', { choice: 'demo.counter.set' }],
    ['text', { text: '1' }],
  ] as const)('when the turn is answered with %s, then the same turn runs it', async (_how, answer) => {
    const asked = await stage.admin.say('set it to 5');
    const answered = await stage.admin.answer(asked, answer);
    expect(answered).toMatchObject({ turnId: asked.turnId, status: 'done', reply: { kind: 'executed' } });
    expect(await stage.executions()).toMatchObject(expect.arrayContaining([expect.objectContaining({ turnId: asked.turnId, status: 'success' })]));
  });

  it('when the answer names none of the choices, then nothing is executed', async () => {
    const asked = await stage.admin.say('set it to 5');
    const count = (await stage.executions()).length;
    const answered = await stage.admin.answer(asked, { choice: 99 });
    expect(answered.status).toBe('clarifying');
    expect(await stage.executions()).toHaveLength(count);
  });

  it('when the question has been answered, then another answer is a conflict', async () => {
    const asked = await stage.admin.say('set it to 5');
    await stage.admin.answer(asked, { choice: 1 });
    const again = await stage.admin.session.post(stage.at(`/turns/${asked.turnId}/answer`), { choice: 1 });
    expect(again.status).toBe(409);
  });
});

describe('1.2 Clarification protocol: an answer that comes at once', () => {
  it('when the answer comes while the question is still being closed, then the turn goes on all the same', async () => {
    const stage = await openStage();
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const asked = await stage.admin.say('set it to 5');
        return (await stage.admin.answer(asked, { choice: 1 })).status;
      }),
    );
    expect(statuses).toEqual(Array(8).fill('done'));
  });
});
