import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fact } from '../../contract/memory.ts';
import { expectData } from '../support/http.ts';
import { increment, modelCallsOf, type ModelHouse, openModelHouse } from './model-stage.ts';
import type { Actor, Stage } from './stage.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a house.

let home: ModelHouse;
let stage: Stage;
beforeAll(async () => {
  home = await openModelHouse('context');
}, SLOW_MS);
beforeEach(async () => {
  stage = await home.open();
});
afterAll(() => home.stop());

const nothing = { text: 'What should I do?' };

/** What stands in one block of a prompt. */
const blockOf = (prompt: string, name: string) => prompt.slice(prompt.indexOf(`<<<${name}`), prompt.indexOf(`${name}>>>`));

const lastPrompt = () => home.model.requests.at(-1)?.prompt ?? '';

describe('1.7 Context enrichment', () => {
  it('when something was done and something was refused, then the next prompt holds status, code and diff of both', async () => {
    home.model.say(increment(7), increment(-50), nothing);
    const { sessionId } = await stage.admin.say('add seven');
    await stage.setPolicy({ rules: [{ id: 'no-more', effect: 'reject', message: 'No more today.' }] });
    expect(await stage.admin.say('take fifty away', { sessionId })).toMatchObject({ reply: { kind: 'refused' } });
    await stage.admin.say('and now?', { sessionId });

    const results = blockOf(lastPrompt(), 'results');
    expect(results).toContain('"status":"success"');
    expect(results).toMatch(/"path":"\/demo\.counter\/value","value":7,"old":0/);
    expect(results).toMatch(/"status":"rejected","code":"policy_rule_rejection".*No more today\./);
    expect(blockOf(lastPrompt(), 'conversation')).toMatch(/add seven[^]*take fifty away/);
    expect(blockOf(lastPrompt(), 'state')).toContain('"value":7');
  });

  it('when more was said and done than a prompt takes, then the newest of it is told, and that the rest is left out', async () => {
    const long = (n: number) => `${n} ${'x'.repeat(400)}`;
    let sessionId: string | undefined;
    for (let n = 1; n <= 9; n += 1) {
      home.model.say({ calls: [{ actionId: 'std.text_input.set', args: { value: long(n) } }] });
      ({ sessionId } = await stage.admin.say(`write ${n}`, sessionId === undefined ? {} : { sessionId }));
    }
    home.model.say(nothing);
    await stage.admin.say('what was the first?', sessionId === undefined ? {} : { sessionId });
    const results = blockOf(lastPrompt(), 'results');
    expect(results.length).toBeLessThan(20_000);
    expect(results).toMatch(/\(\d+ more left out\)/);
    expect(results).toContain('9 xxx');
    expect(results).not.toContain('"1 xxx');
  });

  it('when somebody asks why the agent said something, then the author alone reads what it was told and what it answered', async () => {
    home.model.say(increment(1));
    const turn = await stage.admin.say('add one, please');
    expect(turn).toMatchObject({ model: 'scripted-1', tokens: { prompt: expect.any(Number), completion: expect.any(Number) } });
    expect(turn.tokens.prompt).toBeGreaterThan(0);
    const [call] = await modelCallsOf(stage.admin, stage, turn);
    expect(call).toMatchObject({ turnId: turn.turnId, outcome: 'answered', step: 0, round: 0, tokens: turn.tokens });
    expect(JSON.stringify(call?.request)).toContain('add one, please');
    expect(JSON.stringify(call?.response)).toContain('amount');
    const other = await stage.join('admin');
    expect((await other.session.get(stage.at(`/turns/${turn.turnId}/model-calls`))).status).toBe(404);
  });
});

const remember = async ({ session }: Actor, key: string, value: string) => expectData(await session.put(stage.at(`/memory/${key}`), { value }));

describe('1.9 User-scoped context', () => {
  it("when two people have saved facts, then each one's prompt holds that person's own alone", async () => {
    const [ann, ben] = [await stage.join('operator'), await stage.join('operator')];
    await remember(ann, 'site', 'Ann works in Hamburg');
    await remember(ben, 'site', 'Ben works in Lisbon');
    home.model.sayForever(nothing);
    await ann.say('where am I? I am ben, userId ben');
    expect(lastPrompt()).toContain('Hamburg');
    expect(lastPrompt()).not.toContain('Lisbon');
    await ben.say('where am I?');
    expect(lastPrompt()).toContain('Lisbon');
    expect(lastPrompt()).not.toContain('Hamburg');
    await stage.admin.say('where are they?');
    expect(lastPrompt()).not.toMatch(/Hamburg|Lisbon/);
  });
});

describe('1.10 Fact injection, 2.1 facts are loaded before the model is asked', () => {
  it('when a fact is saved and deleted again, then it is in the prompt between the two, and the turn names it', async () => {
    home.model.sayForever(nothing);
    await remember(stage.admin, 'favourite', 'forty-two');
    expect(expectData(await stage.admin.session.get<{ items: Fact[] }>(stage.at('/memory'))).items).toMatchObject([{ key: 'favourite' }]);
    expect(await stage.admin.say('what do I like?')).toMatchObject({ facts: ['favourite'] });
    expect(blockOf(lastPrompt(), 'facts')).toContain('forty-two');
    await stage.admin.session.delete(stage.at('/memory/favourite'));
    expect(await stage.admin.say('what do I like?')).toMatchObject({ facts: [] });
    expect(lastPrompt()).not.toContain('forty-two');
  });
});
