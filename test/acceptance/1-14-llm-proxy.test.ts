import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { increment, KEY, modelCallsOf, type ModelHouse, openModelHouse } from './model-stage.ts';
import { openSql } from './sql.ts';
import { openTemporal } from './temporal-view.ts';

const SLOW_MS = 180_000; // A busy machine takes its time to start a house.

const AZURE_KEY = 'azure-0123456789abcdefghijklmnopqrstuvwxyz';

describe('1.14 LLM proxy and Azure', () => {
  let openai: ModelHouse;
  let azure: ModelHouse;
  beforeAll(async () => {
    openai = await openModelHouse('proxy');
    const named = { AZURE_OPENAI_API_KEY: AZURE_KEY, AZURE_OPENAI_DEPLOYMENT: 'ops-1', AZURE_OPENAI_API_VERSION: '2024-10-21' };
    azure = await openModelHouse('azure', { LLM_PROVIDER: 'azure', ...named });
  }, SLOW_MS);
  afterAll(async () => {
    await Promise.all([openai.stop(), azure.stop()]);
  });

  it('when OPENAI_API_BASE is set, then every call goes there, with the key', async () => {
    const stage = await openai.open();
    openai.model.say(increment(1));
    expect(await stage.admin.say('add one')).toMatchObject({ reply: { kind: 'executed' } });
    expect(openai.model.requests).toMatchObject([{ url: '/v1/chat/completions', headers: { authorization: `Bearer ${KEY}` }, body: { model: 'scripted-1', stream: true } }]);
    for (const { function: offered } of openai.model.requests[0]?.body.tools ?? []) expect(offered.name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
  });

  it('when Azure is configured, then every call goes to its deployment with its version', async () => {
    const stage = await azure.open();
    azure.model.say(increment(1));
    expect(await stage.admin.say('add one')).toMatchObject({ reply: { kind: 'executed' } });
    expect(azure.model.requests).toMatchObject([{ url: '/openai/deployments/ops-1/chat/completions?api-version=2024-10-21', headers: { 'api-key': AZURE_KEY } }]);
  });

  it('when a turn has been read by a model, then no log, history, record or answer holds the key, and history no word of it', async () => {
    const stage = await openai.open();
    openai.model.say({ status: 401, message: `Incorrect API key ${KEY}` });
    const turn = await stage.admin.say('add a secret giraffe');
    const calls = await modelCallsOf(stage.admin, stage, turn);
    const temporal = openTemporal(stage.house);
    await temporal.ended(turn.workflowId);
    const { text: history } = await temporal.rawHistory(turn.workflowId);
    await temporal.close();
    const sql = await openSql(stage.house.databaseUrl);
    const rows = await sql.rows<{ row: string }>('select to_jsonb(t)::text as row from turn t where turn_id = $1 union all select to_jsonb(c)::text from model_call c where turn_id = $1', [turn.turnId]);
    await sql.close();
    const logs = (['api', 'worker'] as const).map((room) => readFileSync(openai.beside.logFile(room), 'utf8'));
    for (const text of [...logs, history, JSON.stringify([turn, calls]), ...rows.map((each) => each.row)]) expect(text).not.toContain(KEY);
    for (const text of [...logs, history]) expect(text).not.toContain('giraffe');
  });
});
