import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Budget } from '../../contract/project.ts';
import { freePort } from '../../local/free-port.ts';
import { expectData } from '../support/http.ts';
import { increment, modelCallsOf, type ModelHouse, openModelHouse } from './model-stage.ts';
import { openSql } from './sql.ts';
import type { Stage } from './stage.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a house.

let home: ModelHouse;
let stage: Stage;
let metricsPort: number;
beforeAll(async () => {
  metricsPort = await freePort();
  home = await openModelHouse('tokens', { OPENAI_MODEL: 'scripted-tokens', METRICS_PORT: String(metricsPort) });
}, SLOW_MS);
beforeEach(async () => {
  stage = await home.open();
});
afterAll(() => home.stop());

const spent = async () => expectData(await stage.admin.session.get<Budget>(stage.at('/budget'))).daily;

describe('4.4 Daily budget: model tokens', () => {
  const priced = (daily: number, unitsPerThousand = 1) => ({ limits: { budget: { daily }, tokens: { unitsPerThousand } } });

  it('when the policy prices tokens, then every call is in the same ledger as the actions', async () => {
    await stage.setPolicy(priced(1_000_000));
    home.model.say({ calls: [{ name: 'unknown', args: {} }] }, increment(1));
    const turn = await stage.admin.say('add one');
    const total = turn.tokens.prompt + turn.tokens.completion;
    expect(total).toBe((await modelCallsOf(stage.admin, stage, turn)).reduce((sum, { tokens }) => sum + tokens.prompt + tokens.completion, 0));
    expect((await spent()).spent).toBeCloseTo(total / 1_000 + 1, 5); // The increment costs 1.
    expect(expectData(await stage.admin.session.get(stage.at('/integrity')))).toMatchObject({ ok: true });
    const sql = await openSql(stage.house.databaseUrl);
    const ledger = await sql.rows<{ seq: string; cost: number; project_total: number }>('select seq, cost, project_total from budget_entry where project_id = $1 order by seq', [stage.projectId]);
    const [head] = await sql.rows<{ spent_total: number; ledger_seq: string }>('select spent_total, ledger_seq from project_head where project_id = $1', [stage.projectId]);
    await sql.close();
    expect(ledger.map(({ seq }) => Number(seq))).toEqual([1, 2, 3]);
    expect(ledger.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(head?.spent_total ?? 0, 6);
    expect(ledger.at(-1)?.project_total).toBe(head?.spent_total);
    await stage.admin.run({ actionId: 'demo.counter.increment' }); // A commit after a charge goes on from it.
    expect((await spent()).spent).toBeCloseTo(total / 1_000 + 2, 5);
  });

  it('when the budget has nothing left, then the model is not asked, and the reply names the budget', async () => {
    await stage.setPolicy(priced(0.001, 1_000));
    home.model.sayForever({ text: 'What should I do?' });
    await stage.admin.say('hello');
    expect(home.model.requests).toHaveLength(1);
    const turn = await stage.admin.say('hello again');
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'refused' } });
    expect(turn.reply?.text).toContain('daily budget of 0.001 cost units');
    expect(home.model.requests).toHaveLength(1);
  });

  it('when the policy prices no tokens, then asking costs nothing', async () => {
    await stage.setPolicy({ limits: { budget: { daily: 1 } } });
    home.model.say(increment(1));
    await stage.admin.say('add one');
    expect((await spent()).spent).toBe(1);
  });

  it('when turns are read at once, then no charge is lost', async () => {
    await stage.setPolicy(priced(1_000_000));
    home.model.sayForever(increment(1));
    const turns = await Promise.all(Array.from({ length: 8 }, (_, n) => stage.admin.say(`add one, number ${n}`)));
    const tokens = turns.reduce((sum, turn) => sum + turn.tokens.prompt + turn.tokens.completion, 0);
    expect((await spent()).spent).toBeCloseTo(tokens / 1_000 + 8, 5);
    expect(await stage.counter()).toBe(8);
  });
});

describe('8.6 Metrics: models', () => {
  const read = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const valueOf = (text: string, name: string) => Number(text.split('\n').find((line) => line.startsWith(`${name} `))?.split(' ')[1] ?? 0);
  const tokensOf = (text: string, kind: string) => valueOf(text, `llm_token_usage_total{model="scripted-tokens",kind="${kind}"}`);
  const calls = 'llm_request_duration_seconds_count{model="scripted-tokens"}';

  it('when a model was asked, then its tokens and durations are counted from the records, and stay when the conversation goes', async () => {
    const before = await read();
    home.model.say(increment(1));
    const turn = await stage.admin.say('add one');
    const after = await read();
    expect(tokensOf(after, 'prompt') - tokensOf(before, 'prompt')).toBe(turn.tokens.prompt);
    expect(tokensOf(after, 'completion') - tokensOf(before, 'completion')).toBe(turn.tokens.completion);
    expect(valueOf(after, calls) - valueOf(before, calls)).toBe(1);
    expect(valueOf(after, 'llm_request_duration_seconds_bucket{model="scripted-tokens",le="+Inf"}')).toBe(valueOf(after, calls));
    expectData(await stage.admin.session.delete(stage.at(`/sessions/${turn.sessionId}`)));
    expect(tokensOf(await read(), 'prompt')).toBe(tokensOf(after, 'prompt'));
  });

  it('when requests for approval wait, then the gauge counts them', async () => {
    await stage.setPolicy({ approvals: [{ id: 'all' }] });
    await stage.admin.run({ actionId: 'demo.counter.increment' });
    expect(valueOf(await read(), 'approvals_pending')).toBeGreaterThanOrEqual(1); // Other projects have theirs.
  });
});
