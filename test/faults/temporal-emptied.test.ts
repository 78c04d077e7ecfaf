import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Child } from '../../local/child.ts';
import { createFamily, type Family } from '../../local/family.ts';
import { freePort } from '../../local/free-port.ts';
import { openProcessRegister, type ProcessRegister } from '../../local/process-register.ts';
import { startTemporal } from '../../local/temporal.ts';
import type { Plan } from '../../contract/plan.ts';
import type { Turn } from '../../contract/turn.ts';
import { openSql, type Sql } from '../acceptance/sql.ts';
import { expectData } from '../support/http.ts';
import { type House, startHouse } from '../support/house.ts';
import { services } from '../support/services.ts';
import { increment, ledgerOf, openCounter } from './intents.ts';

const SLOW_MS = 300_000; // A busy machine takes its time to start everything anew; how long is no question of this test.
const STEPS = [{ actionId: 'demo.counter.increment', inputs: {} }, { actionId: 'demo.counter.increment', inputs: {} }];

let house: House;
let register: ProcessRegister;
let family: Family;
let temporal: Child;
let startAgain: () => Promise<Child>;
let sql: Sql;

beforeAll(async () => {
  const directory = mkdtempSync(join(services().directory, 'emptied-'));
  register = await openProcessRegister(join(directory, 'processes.json'));
  family = createFamily(register);
  const port = await freePort();
  const options = { binary: services().temporalBinary, port, uiPort: null, databaseFile: null, logFile: join(directory, 'temporal.log') };
  startAgain = async () => (await startTemporal({ ...options, start: family.start })).child; // It keeps nothing: each start is an empty one.
  temporal = await startAgain();
  house = await startHouse({ TEMPORAL_ADDRESS: `127.0.0.1:${port}`, TEMPORAL_NAMESPACE: 'default', INTENT_WAIT_MS: '2000' });
  sql = await openSql(house.databaseUrl);
}, SLOW_MS);
afterAll(async () => {
  await sql.close();
  await house.stop();
  await family.stop();
  register.close();
});

async function kill(child: Child): Promise<void> {
  process.kill(child.pid, 'SIGKILL');
  await child.ended;
}

/** Makes every row old enough for a sweep, which leaves young ones to whoever has just stored them. */
async function age(): Promise<void> {
  for (const text of ['update turn set created_at = created_at - $1::interval', 'update plan set created_at = created_at - $1::interval', 'update attempt set created_at = created_at - $1::interval']) {
    await sql.rows(text, ['1 minute']);
  }
}

async function until<Answer>(ask: () => Promise<Answer>, isDone: (answer: Answer) => boolean): Promise<Answer> {
  for (let looks = 0; looks < 900; looks += 1) {
    const answer = await ask();
    if (isDone(answer)) return answer;
    await sleep(200);
  }
  throw new Error('it did not come to rest');
}

const paths = (projectId: string) => ({
  turn: async (turnId: string) => expectData(await house.adminSession.get<Turn>(`/projects/${projectId}/turns/${turnId}`)),
  plan: async (planId: string) => expectData(await house.adminSession.get<Plan>(`/projects/${projectId}/plans/${planId}`)),
});

describe('Temporal with its data', () => {
  it('when it is lost while a turn, a plan and an intent wait for a worker, then the sweep rebuilds all three, and each is carried out once', async () => {
    const { adminSession } = house;
    const projectId = await openCounter(adminSession);
    const at = paths(projectId);
    await kill(house.worker);
    const { turnId } = expectData(await adminSession.post<{ turnId: string }>(`/projects/${projectId}/turns`, { message: 'add 5' }), 202);
    const { planId } = expectData(await adminSession.post<Plan>(`/projects/${projectId}/plans`, { steps: STEPS, run: true }));
    expect((await increment(adminSession, projectId, 'lost')).status).toBe(503);
    await kill(temporal);
    temporal = await startAgain();
    await age();
    await house.startProcess('worker');

    expect(await until(() => at.turn(turnId), ({ status }) => status !== 'interpreting' && status !== 'running')).toMatchObject({ status: 'done', reply: { kind: 'executed' } });
    expect(await until(() => at.plan(planId), ({ status }) => status !== 'running')).toMatchObject({ status: 'succeeded' });
    const ledger = await until(() => ledgerOf(adminSession, projectId), ({ executions }) => executions.has('lost'));
    expect(ledger).toMatchObject({ counter: 8, versions: [1, 2, 3, 4] });
    expect(ledger.executions.get('lost')).toBe(1);
  }, SLOW_MS);

  it('when it is away while something is asked for, and comes back empty under running processes, then that is answered without a hand', async () => {
    const { adminSession } = house;
    const projectId = await openCounter(adminSession);
    const at = paths(projectId);
    await kill(temporal);
    expect((await adminSession.post(`/projects/${projectId}/turns`, { message: 'add 5', requestId: 'meanwhile' })).status).toBe(503);
    expect((await increment(adminSession, projectId, 'meanwhile-too')).status).toBe(503);
    const [row] = await sql.rows<{ turn_id: string }>('select turn_id from turn where project_id = $1', [projectId]);
    temporal = await startAgain();
    await age();

    expect(await until(() => at.turn(row?.turn_id ?? ''), ({ status }) => status !== 'interpreting' && status !== 'running')).toMatchObject({ status: 'done' });
    const ledger = await until(() => ledgerOf(adminSession, projectId), ({ executions }) => executions.has('meanwhile-too'));
    expect(ledger).toMatchObject({ counter: 6, versions: [1, 2] });
  }, SLOW_MS);
});

describe('an api that starts while Temporal is away', () => {
  it('when it starts, then it answers, and says what it lacks', async () => {
    await kill(temporal);
    const port = await freePort();
    await house.startProcess('api', { PORT: String(port) });
    const health = () => fetch(`http://127.0.0.1:${port}/health`).then(({ status }) => status, () => 0);
    expect(await until(health, (status) => status !== 0)).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(503);
    temporal = await startAgain();
  }, SLOW_MS);
});
