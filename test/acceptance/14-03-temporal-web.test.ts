import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUser, type Session } from '../support/http.ts';
import { openStage, type Actor, type Stage } from './stage.ts';
import { openTemporal, type StoredPayload, type TemporalView } from './temporal-view.ts';

const LISTED_WITHIN_MS = 15_000;
const SECRET = 'aubergine-17';

describe('14.3 Temporal Web', () => {
  let stage: Stage;
  let operator: Actor;
  let temporal: TemporalView;
  let workflowIds: { intent: string; turn: string; plan: string };
  beforeAll(async () => {
    stage = await openStage();
    operator = await stage.join('operator');
    temporal = openTemporal(stage.house);
    const intent = await operator.run({ actionId: 'std.text_input.set', inputs: { value: SECRET } });
    const turn = await stage.admin.say(`set the text to "${SECRET}"`);
    const plan = await operator.runPlan([{ actionId: 'std.text_input.set', inputs: { value: SECRET } }]);
    workflowIds = { intent: String(intent.workflowId), turn: turn.workflowId, plan: String(plan.workflowId) };
  });
  afterAll(() => temporal.close());

  async function listed(query: string, count: number): Promise<string[]> {
    const until = Date.now() + LISTED_WITHIN_MS;
    for (;;) {
      const ids = await temporal.list(query);
      if (ids.length === count || Date.now() > until) return ids.toSorted();
      await sleep(100); // Visibility follows with a little delay.
    }
  }

  it('when ops filter by project, then exactly its workflows are listed', async () => {
    const { intent, turn, plan } = workflowIds;
    expect(await listed(`GatehouseProject = '${stage.projectId}'`, 3)).toEqual([intent, turn, plan].toSorted());
  });

  it('when ops filter by user or by action, then exactly those are listed', async () => {
    const { intent, turn, plan } = workflowIds;
    const inProject = `GatehouseProject = '${stage.projectId}'`;
    expect(await listed(`${inProject} and GatehouseUser = '${operator.userId}'`, 2)).toEqual([intent, plan].toSorted());
    expect(await listed(`${inProject} and GatehouseUser = '${stage.admin.userId}'`, 1)).toEqual([turn]);
    expect(await listed(`${inProject} and GatehouseAction = 'std.text_input.set'`, 1)).toEqual([intent]);
  });

  it('when a summary is read with the keys, then it says what the workflow is', async () => {
    expect(await (await temporal.describe(workflowIds.intent)).staticSummary()).toBe('Intent std.text_input.set');
    expect(await (await temporal.describe(workflowIds.turn)).staticSummary()).toBe('Chat turn');
  });

  it.each(['intent', 'turn', 'plan'] as const)('when the history of the %s is read without the keys, then it holds no message, no input and no plaintext payload', async (kind) => {
    const { text, payloads } = await temporal.rawHistory(workflowIds[kind]);
    expect(text).toContain('gatehouse'); // It is the history, and read as text.
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, -2));
    expect(payloads.length).toBeGreaterThan(0);
    const open = payloads.filter(({ metadata }) => Buffer.from(metadata['encoding'] ?? '', 'base64').toString() !== 'binary/encrypted');
    // In clear is what Temporal itself must read: search attributes, which hold ids, and the SDK's markers, which name a step and its times.
    const markers = open.filter(({ metadata }) => !('type' in metadata)).map(({ data }) => Object.keys(JSON.parse(Buffer.from(data, 'base64').toString()) as object));
    for (const names of markers) expect(['seq', 'attempt', 'activity_id', 'activity_type', 'complete_time', 'backoff', 'original_schedule_time']).toEqual(expect.arrayContaining(names));
  });

  const decode = (session: Session, payloads: StoredPayload[]) => {
    const { header, token } = session.me.csrf;
    return fetch(`${stage.house.url}/codec/decode`, { method: 'POST', body: JSON.stringify({ payloads }), headers: { 'content-type': 'application/json', cookie: session.cookie, [header]: token } });
  };
  const sealedOf = async (workflowId: string) => (await temporal.rawHistory(workflowId)).payloads.filter(({ metadata }) => 'encryption-key-id' in metadata);

  it('when a system admin asks the codec endpoint, then it shows the payloads, which hold ids and no content', async () => {
    const payloads = await sealedOf(workflowIds.intent);
    const answer = await decode(stage.admin.session, payloads);
    expect(answer.status).toBe(200);
    const { payloads: opened } = (await answer.json()) as { payloads: StoredPayload[] };
    expect(opened).toHaveLength(payloads.length);
    const text = opened.map(({ data }) => Buffer.from(data, 'base64').toString()).join('\n');
    expect(text).toContain(stage.projectId);
    expect(text).not.toContain(SECRET);
  });

  it('when anybody else asks the codec endpoint, then it shows nothing', async () => {
    const payloads = await sealedOf(workflowIds.intent);
    const anonymous = await fetch(`${stage.house.url}/codec/decode`, { method: 'POST', body: JSON.stringify({ payloads }), headers: { 'content-type': 'application/json' } });
    expect(anonymous.status).toBe(401);
    const projectAdmin = await stage.join('admin');
    for (const session of [operator.session, projectAdmin.session, await createUser(stage.house.adminSession)]) {
      const answer = await decode(session, payloads);
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain(stage.projectId);
    }
  });
});
