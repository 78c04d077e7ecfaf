import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Approval } from '../../contract/approval.ts';
import type { Execution, SimulatedExecution } from '../../contract/execution.ts';
import type { SentMedia } from '../../contract/media.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { attachment, samples, type SampleType, storedAs } from '../support/media.ts';
import { HOLD_INCREMENTS } from './approvals-stage.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Actor, type Stage } from './stage.ts';
import { openTemporal, type TemporalView } from './temporal-view.ts';

const increment = { actionId: 'demo.counter.increment', inputs: {} };
const MARK = 'heliotrope-turbine-4711';
const note = (text: string) => attachment('text/plain', { name: 'note.txt', content: Buffer.from(text) });

describe('1.11 Multimodal', () => {
  let stage: Stage;
  let sql: Sql;
  let temporal: TemporalView;
  beforeAll(async () => {
    stage = await openStage();
    sql = await openSql(stage.house.databaseUrl);
    temporal = openTemporal(stage.house);
  });
  afterAll(async () => {
    await sql.close();
    await temporal.close();
  });

  const say = async (message: string, media: SentMedia[], { session }: Actor = stage.admin): Promise<Turn> => {
    const { turnId } = expectData(await session.post<{ turnId: string }>(stage.at('/turns'), { message, media }), 202);
    return expectData(await session.get<Turn>(stage.at(`/turns/${turnId}?waitSeconds=25`)));
  };
  const executionOf = async ({ reply }: Turn) => expectData(await stage.admin.session.get<Execution>(stage.at(`/executions/${reply?.executionIds[0]}`)));
  const run = (body: object) => stage.admin.session.post<Execution>(stage.at('/intents'), { ...increment, ...body });
  const read = ({ session }: Actor, sent: SentMedia) =>
    fetch(`${stage.house.url}/api/v1${stage.at(`/media/${storedAs(sent).sha256}`)}`, { headers: { cookie: session.cookie, connection: 'close' } });

  it.each(Object.keys(samples) as SampleType[])('(a) when %s is attached to a message, then the turn and its intent have it', async (mimeType) => {
    const sent = attachment(mimeType);
    const turn = await say('set the counter to 7', [sent]);
    expect(turn).toMatchObject({ status: 'done', media: [storedAs(sent)] });
    expect((await executionOf(turn)).intent).toMatchObject({ actionId: 'demo.counter.set', media: [storedAs(sent)] });
  });

  it('(a) when something is attached to a message of several steps, then each step has it, and the plan shows it', async () => {
    const sent = note('for all of it');
    const turn = await say('set the counter to 7, then add 2', [sent]);
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'plan' } });
    const plan = expectData(await stage.admin.session.get<Plan>(stage.at(`/plans/${turn.reply?.planId}`)));
    expect(plan.steps.map(({ media }) => media)).toEqual([[storedAs(sent)], [storedAs(sent)]]);
    expect(plan.executions.map(({ status, intent }) => [status, intent.media])).toEqual([['success', [storedAs(sent)]], ['success', [storedAs(sent)]]]);
  });

  it('(a) when something is attached to an intent, then its execution has it, in order', async () => {
    const sent = [attachment('image/png'), attachment('text/csv'), attachment('image/gif'), note('four')];
    const execution = expectData(await run({ media: sent }));
    expect(execution).toMatchObject({ status: 'success', intent: { media: sent.map(storedAs) } });
    expect(await stage.executions()).toContainEqual(expect.objectContaining({ executionId: execution.executionId, intent: execution.intent }));
  });

  it('(a) when nothing is attached, then the intent says nothing of it', async () => {
    expect(Object.keys(expectData(await run({})).intent)).not.toContain('media');
    expect(Object.keys(expectData(await run({ media: [] })).intent)).not.toContain('media');
    expect((await say('set the counter to 8', [])).media).toEqual([]);
  });

  it('(a) when an intent is only tried, then it shows what was attached', async () => {
    const sent = note('only tried');
    const tried = expectData(await stage.admin.session.post<SimulatedExecution>(stage.at('/intents/simulate'), { ...increment, media: [sent] }));
    expect(tried).toMatchObject({ simulated: true, intent: { media: [storedAs(sent)] } });
    expect((await read(stage.admin, sent)).status).toBe(404);
  });

  it('(a) when an intent is repeated, then the content decides whether it is the same one, and the name does not', async () => {
    const requestId = `media-${Date.now()}`;
    const [one, other] = [note('one'), note('other')];
    const first = expectData(await run({ requestId, media: [one] }));
    expect(expectData(await run({ requestId, media: [{ ...one, name: 'renamed.txt' }] })).executionId).toBe(first.executionId);
    for (const media of [[other], [one, one], undefined]) expect(expectData(await run({ requestId, media }))).toMatchObject({ status: 'rejected', error: { code: 'duplicate_request' } });
  });

  it('(a) when it waits for a yes, then what runs afterwards has it too', async () => {
    const sent = note('reset because of this');
    const asked = await say('reset the counter', [sent]);
    expect(asked.status).toBe('awaiting_confirmation');
    const done = expectData(await stage.admin.session.post<Turn>(stage.at(`/turns/${asked.turnId}/confirm`)));
    expect((await executionOf(done)).intent).toMatchObject({ confirmed: true, media: [storedAs(sent)] });
  });

  it('(a) when it waits for people, then they see it and may read it', async () => {
    await stage.setPolicy(HOLD_INCREMENTS);
    const operator = await stage.join('operator');
    const approver = await stage.join('admin');
    const sent = note('please allow this');
    const held = expectData(await operator.session.post<Execution>(stage.at('/intents'), { ...increment, media: [sent] }));
    expect(held).toMatchObject({ status: 'pending_approval', intent: { media: [storedAs(sent)] } });
    const approval = expectData(await approver.session.get<Approval>(stage.at(`/approvals/${held.approvalId}`)));
    expect(approval.intent?.media).toEqual([storedAs(sent)]);
    expect((await read(approver, sent)).status).toBe(200);
    expectData(await approver.session.post(stage.at(`/approvals/${held.approvalId}/votes`), { vote: 'approve', digest: approval.digest }));
    const [outcome] = await stage.executions();
    expect(outcome).toMatchObject({ status: 'success', retryOf: held.executionId, intent: { media: [storedAs(sent)] } });
    await stage.setPolicy({});
  });

  it('(a) when an execution has used it, then every member reads it; else its author alone', async () => {
    const viewer = await stage.join('viewer');
    const [used, said] = [note('used by an execution'), note('said to nobody else')];
    expectData(await run({ media: [used] }));
    const turn = await say('hm', [said]);
    expect(turn.reply?.executionIds).toEqual([]);
    expect([(await read(viewer, used)).status, (await read(viewer, said)).status, (await read(stage.admin, said)).status]).toEqual([200, 404, 200]);
    expect(await (await read(viewer, used)).text()).toBe('used by an execution');
  });

  it.each([
    ['has a wrong type', [{ ...attachment('text/plain'), mimeType: 'application/zip' }], 415, 'unsupported_media_type'],
    ['is not what it says', [{ ...attachment('text/plain'), mimeType: 'image/png', type: 'image' }], 422, 'invalid_request'],
    ['is too large', [attachment('text/plain', { content: Buffer.alloc(10_485_761, 'x') })], 413, 'payload_too_large'],
    ['is too much', Array.from({ length: 5 }, () => attachment('text/plain')), 413, 'payload_too_large'],
  ])('(a) when what is attached %s, then nothing is opened', async (_when, media, status, error) => {
    const before = (await stage.executions()).length;
    for (const answer of [await run({ media }), await stage.admin.session.post(stage.at('/turns'), { message: 'add 1', media })]) expect([answer.status, answer.body.error]).toEqual([status, error]);
    expect(await stage.executions()).toHaveLength(before);
  });

  it('(c) when something was attached, then its content is in no table, history, log or file', async () => {
    const sent = attachment('text/markdown', { name: 'note.md', content: Buffer.from(`# ${MARK}\n`) });
    const turn = await say('set the counter to 7', [sent]);
    const execution = expectData(await run({ media: [sent] }));
    const traces = [MARK, sent.data, Buffer.from(MARK).toString('base64').slice(0, 24)];

    const tables = await sql.rows<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) expect([name, await sql.rows(`select 1 from "${name}" t where t::text like any($1) limit 1`, [traces.map((trace) => `%${trace}%`)])]).toEqual([name, []]);
    for (const workflowId of [turn.workflowId, String(execution.workflowId)]) {
      const { text } = await temporal.rawHistory(workflowId);
      for (const trace of [...traces, storedAs(sent).sha256]) expect(text).not.toContain(trace);
    }
    for (const path of filesBelow(stage.house.directory)) for (const trace of traces) expect([path, readFileSync(path, 'latin1').includes(trace)]).toEqual([path, false]);
  });

  it('(c) when the row of an attachment is changed in SQL, then the chain shows it', async () => {
    const other = await openStage();
    const execution = expectData(await other.admin.session.post<Execution>(other.at('/intents'), { ...increment, media: [note('as it was')] }));
    const integrity = async () => expectData(await other.admin.session.get<{ ok: boolean }>(other.at('/integrity'))).ok;
    expect(await integrity()).toBe(true);
    await sql.rows(`update execution set intent = jsonb_set(intent, '{media,0,sha256}', to_jsonb($2::text)) where execution_id = $1`, [execution.executionId, storedAs(note('as it is')).sha256]);
    expect(await integrity()).toBe(false);
  });
});

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
