import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Approval } from '../../contract/approval.ts';
import type { Fork } from '../../contract/fork.ts';
import type { IntegrityReport } from '../../contract/integrity.ts';
import type { KeyRingReport, KeyState, ReEncryption } from '../../contract/key-ring.ts';
import type { Plan } from '../../contract/plan.ts';
import { openDatabase, type Database } from '../../db/database.ts';
import { countSealed, SEALED_TABLES } from '../../db/stores/sealed-columns.ts';
import { whenReady } from '../../local/applications.ts';
import type { Child } from '../../local/child.ts';
import { parseKeyRing } from '../../platform/key-ring.ts';
import { createSeal } from '../../platform/seal.ts';
import { startHouse, type House } from '../support/house.ts';
import { caller, expectData, type Caller, type Session } from '../support/http.ts';
import { attachment, storedAs } from '../support/media.ts';
import { startScriptedModel, type ScriptedModel } from '../support/scripted-model.ts';
import { plantSealedRows } from '../support/sealed-rows.ts';
import { HOLD_INCREMENTS, openApprovals, type ApprovalsStage } from './approvals-stage.ts';
import { increment, KEY, modelCallsOf } from './model-stage.ts';

const SLOW_MS = 300_000; // A busy machine takes its time to start processes.
const PLANTED = 1_000; // Five batches, of which one can be kept from its end.
const [A, B] = [`a:${randomBytes(32).toString('base64')}`, `b:${randomBytes(32).toString('base64')}`];
const NOTE = attachment('text/plain', { name: 'note.txt', content: Buffer.from('heliotrope') });

let model: ScriptedModel;
let house: House;
let running: Child[];
let database: Database;
beforeAll(async () => {
  model = await startScriptedModel();
  house = await startHouse({ SECRET_KEYS: A, LLM_PROVIDER: 'openai', OPENAI_API_KEY: KEY, OPENAI_API_BASE: model.baseUrl, OPENAI_MODEL: 'scripted-1' });
  running = [house.worker, house.api];
  database = await openDatabase({ url: house.databaseUrl, poolSize: 2 });
}, SLOW_MS);
afterAll(async () => {
  await database.close();
  await house.stop();
  await model.stop();
});

/** Ends every process and starts them with another ring. The sessions of people live on. */
async function restartWith(keys: string): Promise<void> {
  for (const child of running) await child.stop({ withinMs: 20_000 });
  running = [await house.startProcess('worker', { SECRET_KEYS: keys }), await house.startProcess('api', { SECRET_KEYS: keys })];
  await whenReady({ url: house.url, children: running });
}

const keyIn = ({ keys }: KeyRingReport, keyId: string): KeyState | undefined => keys.find((key) => key.keyId === keyId);
const readKeys = async (): Promise<KeyRingReport> => expectData(await house.adminSession.get<KeyRingReport>('/org/keys'));
const readRun = async (runId: string): Promise<ReEncryption> => expectData(await house.adminSession.get<ReEncryption>(`/org/keys/runs/${runId}`));

async function untilRun(runId: string, isSo: (run: ReEncryption) => boolean): Promise<ReEncryption> {
  for (let looks = 0; looks < 1_500; looks += 1) {
    const run = await readRun(runId);
    if (isSo(run)) return run;
    await sleep(100);
  }
  throw new Error(`the run stays ${JSON.stringify(await readRun(runId))}`);
}

/** Works on one row, so that the run comes so far and no further; whoever works on a row goes first. Answers what ends that. */
async function holdAttempt(offset: number): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const working = database.write(async (sql) => {
    await sql('select 1 from attempt where attempt_id = (select attempt_id from attempt order by attempt_id offset $1 limit 1) for update', [offset]);
    held.resolve();
    await released.promise;
  });
  await Promise.race([held.promise, working]);
  return released.resolve;
}

describe('10.2 Master keys', () => {
  let stage: ApprovalsStage;
  let held: Approval;
  let draft: Plan;
  let fork: Fork;
  let turnId: string;
  let bearer: Caller;
  let person: Session;
  let replayed: unknown;
  const keyed = (session: Session) => session.post(stage.at('/plans'), { steps: [{ actionId: 'demo.counter.reset', inputs: {} }] }, { 'idempotency-key': 'once' });

  it('when a house has sealed everything that it seals with one key, then it says so of each table', async () => {
    stage = await openApprovals(HOLD_INCREMENTS, house);
    const { session } = stage.admin;
    person = session;
    await stage.admin.run({ actionId: 'memory.remember', inputs: { key: 'site', value: 'Hamburg' } });
    draft = expectData(await session.post<Plan>(stage.at('/plans'), { steps: [{ actionId: 'demo.counter.set', inputs: { value: 3 } }] }));
    fork = expectData(await session.post<Fork>(stage.at('/forks'), {}), 201);
    expectData(await session.post(stage.at(`/forks/${fork.forkId}/plans`), { steps: [{ actionId: 'demo.counter.set', inputs: { value: 9 } }] }));
    expectData(await session.post(stage.at('/intents'), { actionId: 'demo.counter.set', inputs: { value: 1 }, media: [NOTE] }));
    expectData(await session.post(stage.at('/secrets'), { name: 'plant_api', value: 'valve-opener-1' }), 201);
    expectData(await session.post('/alert-channels', { name: 'Ops', url: 'https://hooks.example/ops' }), 201);
    const { token } = expectData(await session.post<{ token: string }>('/tokens', { name: 'Script' }), 201);
    bearer = caller(house.url, { authorization: `Bearer ${token}` });
    replayed = expectData(await keyed(session));
    model.say(increment(1));
    turnId = (await stage.asker.say('add one')).turnId;
    held = await stage.ask();
    const ring = parseKeyRing(A);
    if (!ring) throw new Error('this is no ring');
    const seal = createSeal(ring);
    await plantSealedRows(database, seal, PLANTED, SEALED_TABLES.filter(({ table }) => table === 'attempt'));
    await plantSealedRows(database, seal, 1, SEALED_TABLES.filter(({ table }) => table === 'login_session' || table === 'oidc_sign_in'));
    const report = await readKeys();
    expect(report.keys).toMatchObject([{ keyId: 'a', isCurrent: true, isHeld: true, canary: 'ok', mayBeRemoved: false }]);
    expect(Object.keys(keyIn(report, 'a')?.sealedRows ?? {}).toSorted()).toEqual([...SEALED_TABLES.map(({ table }) => table), 'media'].toSorted());
  }, SLOW_MS);

  it('when a new key is put in front, then it seals what is new, the older one still opens, and each says what it is needed for', async () => {
    await restartWith(`${B},${A}`);
    await stage.admin.run({ actionId: 'memory.remember', inputs: { key: 'shift', value: 'nights' } });
    const report = await readKeys();
    expect(keyIn(report, 'b')).toMatchObject({ isCurrent: true, canary: 'ok', sealedRows: { session_fact: 1 } });
    expect(keyIn(report, 'a')).toMatchObject({ isCurrent: false, isHeld: true, canary: 'ok', mayBeRemoved: false, advice: expect.stringMatching(/^Has sealed \d+ rows or files: seal them anew/) });
  }, SLOW_MS);

  it('when the worker is killed in the middle of a run, then another one ends it, nothing is left of the older key but what it has signed', async () => {
    const letGo = await holdAttempt(500);
    const { runId, workflowId } = expectData(await house.adminSession.post<{ runId: string; workflowId: string }>('/org/keys/re-encrypt'), 202);
    expect(workflowId).toBe(`re-encryption/${runId}`);
    await untilRun(runId, ({ done }) => done >= 300);
    const [worker] = running;
    process.kill(Number(worker?.pid), 'SIGKILL');
    await worker?.ended;
    const halfway = await readRun(runId);
    expect(halfway).toMatchObject({ status: 'running', keyId: 'b' });
    expect((await house.adminSession.post('/org/keys/re-encrypt')).status).toBe(409);
    running[0] = await house.startProcess('worker', { SECRET_KEYS: `${B},${A}` });
    letGo();
    const run = await untilRun(runId, ({ status }) => status !== 'running');
    expect(run).toMatchObject({ status: 'done', failed: 0, error: null, missed: [] });
    expect(run.done).toBeGreaterThanOrEqual(PLANTED);
    expect((await countSealed(database.read)).filter(({ keyId }) => keyId !== 'b')).toEqual([]);
    expect(keyIn(await readKeys(), 'a')).toMatchObject({ sealedRows: {}, mayBeRemoved: false, advice: expect.stringMatching(/^Has signed \d+ executions/) });
  }, SLOW_MS);

  it('when everything is sealed anew, then all of it reads as before, and what waited goes on', async () => {
    await restartWith(`${B},${A}`);
    const { session } = stage.admin;
    expect(expectData(await session.get(stage.at('/memory/site')))).toMatchObject({ value: 'Hamburg' });
    expect(expectData(await bearer.get(stage.at('/memory/shift')))).toMatchObject({ value: 'nights' });
    expect(expectData(await keyed(person))).toEqual(replayed);
    expect((await stage.vote(stage.second, await stage.read(held), 'approve')).body.data).toMatchObject({ status: 'approved' });
    expect(expectData(await session.post<Plan>(stage.at(`/plans/${draft.planId}/run`)))).toMatchObject({ status: 'succeeded' });
    expect(expectData(await session.post<Fork>(stage.at(`/forks/${fork.forkId}/plans`), { steps: [{ actionId: 'demo.counter.set', inputs: { value: 10 } }] }))).toBeDefined();
    expect(await modelCallsOf(stage.asker, stage, { turnId })).toMatchObject([{ outcome: expect.any(String) }]);
    const content = await fetch(`${house.url}/api/v1${stage.at(`/media/${storedAs(NOTE).sha256}`)}`, { headers: { cookie: session.cookie, connection: 'close' } });
    expect(await content.text()).toBe('heliotrope');
    expect(expectData(await session.get<{ items: unknown[] }>(stage.at('/secrets'))).items).toMatchObject([{ name: 'plant_api', version: 1 }]);
    expect(expectData(await session.get<IntegrityReport>(stage.at('/integrity')))).toMatchObject({ ok: true });
  }, SLOW_MS);

  it('when a run is asked for and nothing is left to do, then it ends as done, and a run that has ended cannot be cancelled', async () => {
    const { runId } = expectData(await house.adminSession.post<{ runId: string }>('/org/keys/re-encrypt'), 202);
    expect(await untilRun(runId, ({ status }) => status !== 'running')).toMatchObject({ status: 'done', done: 0 });
    expect((await house.adminSession.post(`/org/keys/runs/${runId}/cancel`)).status).toBe(409);
    expect((await house.adminSession.get('/org/keys/runs/none')).status).toBe(404);
  }, SLOW_MS);

  it('when the older key is taken out although the chains need it, then no process starts, and says which key it lacks', async () => {
    for (const room of ['api', 'worker'] as const) {
      const child = await house.startProcess(room, { SECRET_KEYS: B, PORT: '0' });
      await child.ended;
      expect(readFileSync(child.logFile, 'utf8')).toContain('SECRET_KEYS does not hold the key \\"a\\" with which this installation has sealed its data.');
    }
  }, SLOW_MS);

  it('when somebody else than a system admin asks, then nothing is said and nothing begins', async () => {
    const { session } = await stage.join('admin');
    for (const answer of [await session.get('/org/keys'), await session.post('/org/keys/re-encrypt')]) expect(answer.status).toBe(403);
  });
});
