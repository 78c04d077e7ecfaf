import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ScriptedReply } from '../support/scripted-model/script.ts';
import { increment, modelCallsOf, type ModelHouse, openModelHouse } from './model-stage.ts';
import type { Stage } from './stage.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a house.

describe('1.13 Hallucination control', () => {
  let home: ModelHouse;
  let stage: Stage;
  beforeAll(async () => {
    home = await openModelHouse('hallucination', { LLM_TIMEOUT_MS: '4000' });
  }, SLOW_MS);
  beforeEach(async () => {
    stage = await home.open();
  });
  afterAll(() => home.stop());

  const unknown = { calls: [{ name: 'launch_rocket', args: {} }] };
  const invalid = { calls: [{ actionId: 'demo.counter.increment', args: { amount: 'many' } }] };

  it('when the model calls something unknown, then something invalid, then something valid, then both errors were told and one action ran', async () => {
    home.model.say(unknown, invalid, increment(3));
    const turn = await stage.admin.say('add three');
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    const executions = await stage.executions();
    expect(executions).toMatchObject([{ status: 'success', turnId: turn.turnId, trigger: 'chat' }]);
    expect(await stage.counter()).toBe(3);
    expect(home.model.requests[1]?.prompt).toContain('launch_rocket');
    expect(home.model.requests[2]?.prompt).toMatch(/amount/);
    expect((await modelCallsOf(stage.admin, stage, turn)).map(({ round }) => round)).toEqual([2, 1, 0]);
  });

  it('when the model is always wrong, then it is asked three times, and the turn asks the person', async () => {
    home.model.sayForever(unknown);
    const turn = await stage.admin.say('launch the rocket');
    expect(turn.reply).toMatchObject({ kind: 'clarification', executionIds: [] });
    expect(home.model.requests).toHaveLength(3);
    expect(await stage.executions()).toEqual([]);
  });

  it('when a required input is missing after the repairs, then the turn asks for exactly that, and the answer needs no model', async () => {
    home.model.sayForever({ calls: [{ actionId: 'demo.counter.set', args: {} }] });
    const turn = await stage.admin.say('set the counter');
    expect(turn).toMatchObject({ status: 'clarifying', reply: { missing: [{ name: 'value' }] } });
    const asked = home.model.requests.length;
    await stage.admin.answer(turn, { text: '12' });
    const after = (await stage.admin.session.get(stage.at(`/turns/${turn.turnId}?waitSeconds=25`))).body.data;
    expect(after).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect(home.model.requests).toHaveLength(asked);
    expect(await stage.counter()).toBe(12);
  });

  it('when the model claims to have done something and called nothing, then the record answers instead', async () => {
    home.model.say({ text: 'Done! I have set the counter to 42.' });
    const turn = await stage.admin.say('set the counter to 42');
    expect(turn.reply?.text).toMatch(/^Nothing was run/);
    expect(turn.reply?.text).not.toContain('42');
    expect(await stage.executions()).toEqual([]);
  });

  it.each<[string, ScriptedReply, number, string]>([
    ['refuses the key', { status: 401, message: 'bad key' }, 1, 'error'],
    ['fails again and again', { status: 500 }, 3, 'error'],
    ['stalls', { stall: true, text: 'Let me' }, 1, 'error'],
    ['never answers', { silent: true }, 1, 'error'],
    ['breaks off', { drop: true, text: 'Let me' }, 1, 'error'],
    ['declines', { refusal: 'I would rather not.' }, 1, 'clarification'],
  ])('when the model %s, then the turn says so in a plain sentence and nothing runs', async (_what, reply, tries, kind) => {
    home.model.sayForever(reply);
    const turn = await stage.admin.say('add three');
    expect(turn).toMatchObject({ status: 'done', reply: { kind, executionIds: [] } });
    expect(turn.reply?.text).not.toMatch(/bad key|sk-|127\.0\.0\.1|http/);
    expect(home.model.requests).toHaveLength(tries);
    expect(await stage.executions()).toEqual([]);
    expect(await modelCallsOf(stage.admin, stage, turn)).toHaveLength(tries);
  });

  it('when the service has too many requests for a moment, then it is asked again and the turn goes on', async () => {
    home.model.say({ status: 429, retryAfter: 0 }, increment(2));
    expect(await stage.admin.say('add two')).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect(await stage.counter()).toBe(2);
  });

  it('when the project is locked, then the model is not even asked', async () => {
    await stage.admin.session.post(stage.at('/lock'));
    expect(await stage.admin.say('add two')).toMatchObject({ status: 'done', reply: { kind: 'refused' } });
    expect(home.model.requests).toHaveLength(0);
  });

  it('when the model speaks, then the author hears it while the turn is read, and nobody else does', async () => {
    const stage = await home.open();
    const other = await stage.join('admin');
    const [own, others] = await Promise.all([listen(stage.admin.session.cookie), listen(other.session.cookie)]);
    home.model.say({ text: 'Which counter do you mean? The one in the hall?' });
    const turn = await stage.admin.say('add something');
    await own.until((text) => text.includes('turn.delta') && text.includes('in the hall?'));
    const deltas = own.text().split('\n\n').filter((frame) => frame.startsWith('event: turn.delta'));
    const said = deltas.map((frame) => JSON.parse(frame.split('data: ')[1] ?? '{}'));
    expect(said.map(({ data }) => data.text).join('')).toContain('Which counter do you mean?');
    for (const { data, projectId } of said) expect([data.turnId, projectId]).toEqual([turn.turnId, stage.projectId]);
    expect(own.text()).not.toMatch(/id: \d+\nevent: turn\.delta/);
    await other.run({ actionId: 'demo.counter.increment' });
    await others.until((text) => text.includes('execution.recorded'));
    expect(others.text()).not.toContain('turn.delta');
    own.close();
    others.close();

    async function listen(cookie: string) {
      const leaving = new AbortController();
      const answer = await fetch(`${home.house.url}/api/v1${stage.at('/events')}`, { headers: { cookie }, signal: leaving.signal });
      let text = '';
      const reading = (async () => {
        for await (const piece of answer.body ?? []) text += Buffer.from(piece).toString('utf8');
      })().catch(() => {});
      return {
        text: () => text,
        close: () => leaving.abort(),
        until: async (holds: (text: string) => boolean) => {
          for (let tries = 0; tries < 400 && !holds(text); tries += 1) await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 50))]);
          expect(holds(text)).toBe(true);
        },
      };
    }
  });
});
