import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Alert } from '../../contract/alert.ts';
import { openSql, type Sql } from '../acceptance/sql.ts';
import { openStage, type Stage } from '../acceptance/stage.ts';
import { startHouse, type House } from '../support/house.ts';
import { expectData } from '../support/http.ts';

const SLOW_MS = 600_000;
const WAIT_MS = 300_000;
const ROUNDS = 4;

/** What somebody with the database can do to each table of records: edit, swap, delete, reorder, cut off the end. */
const TAMPERINGS: Record<string, string[]> = {
  'an execution is edited': [`update execution set message = 'nothing happened' where project_id = $1 and seq = 2`],
  'executions are swapped': ['update execution set seq = -1 where project_id = $1 and seq = 2', 'update execution set seq = 2 where project_id = $1 and seq = 3', 'update execution set seq = 3 where project_id = $1 and seq = -1'],
  'an execution is deleted': ['delete from execution where project_id = $1 and seq = 2'],
  'executions are reordered': ['update execution set seq = seq + 1000 where project_id = $1 and seq > 1', 'update execution set seq = 1006 - seq where project_id = $1 and seq > 1'],
  'the newest execution is cut off': [
    `delete from execution where project_id = $1 and seq = ${ROUNDS}`,
    'update project_head h set chain_seq = e.seq, chain_hash = e.hash from execution e where h.project_id = $1 and e.project_id = $1 and e.seq = (select max(seq) from execution where project_id = $1)',
  ],
  'a delta is edited': [`update state_delta set diff = jsonb_set(diff, '{0,value}', '90') where project_id = $1 and version = 2`],
  'deltas are swapped': ['update state_delta set version = -1 where project_id = $1 and version = 2', 'update state_delta set version = 2 where project_id = $1 and version = 3', 'update state_delta set version = 3 where project_id = $1 and version = -1'],
  'a delta is deleted': ['delete from state_delta where project_id = $1 and version = 2'],
  'the newest delta is cut off': [`delete from state_delta where project_id = $1 and version = ${ROUNDS}`],
  'a checkpoint is edited': [`update state_checkpoint set components = jsonb_set(components, '{demo.counter,value}', '90') where project_id = $1 and version = 2`],
  'checkpoints are swapped': ['update state_checkpoint set version = -1 where project_id = $1 and version = 2', 'update state_checkpoint set version = 2 where project_id = $1 and version = 4', 'update state_checkpoint set version = 4 where project_id = $1 and version = -1'],
  'the state is edited': [`update component_state set state = '{"value": 90}' where project_id = $1 and component_id = 'demo.counter'`],
  'the state is deleted': ['delete from component_state where project_id = $1'],
  'the ledger is edited': ['update budget_entry set cost = 0 where project_id = $1 and seq = 2'],
  'entries of the ledger are swapped': ['update budget_entry set seq = -1 where project_id = $1 and seq = 2', 'update budget_entry set seq = 2 where project_id = $1 and seq = 3', 'update budget_entry set seq = 3 where project_id = $1 and seq = -1'],
  'an entry of the ledger is deleted': ['delete from budget_entry where project_id = $1 and seq = 2'],
  'the end of the ledger is cut off': [`delete from budget_entry where project_id = $1 and seq = ${ROUNDS}`, 'update project_head set ledger_seq = ledger_seq - 1, success_total = success_total - 1, spent_total = spent_total - 1 where project_id = $1'],
  'the total of the head is edited': ['update project_head set spent_total = 0 where project_id = $1'],
  'an event is edited': [`update event set data = jsonb_set(data, '{message}', '"nothing happened"') where project_id = $1 and seq = 3`],
  'events are swapped': ['update event set seq = -1 where project_id = $1 and seq = 1', 'update event set seq = 1 where project_id = $1 and seq = 3', 'update event set seq = 3 where project_id = $1 and seq = -1'],
  'an event is deleted': ['delete from event where project_id = $1 and seq = 3'],
  'the newest events are cut off': [`delete from event where project_id = $1 and seq > ${2 * ROUNDS - 2}`, `update project_head set event_seq = ${2 * ROUNDS - 2} where project_id = $1`],
};

let house: House;
let sql: Sql;
const stages = new Map<string, Stage>();

beforeAll(async () => {
  house = await startHouse({ CHECKPOINT_EVERY: '2' });
  sql = await openSql(house.databaseUrl);
  for (const name of [...Object.keys(TAMPERINGS), 'nothing is touched']) {
    const stage = await openStage({}, house);
    stages.set(name, stage);
    for (let round = 0; round < ROUNDS; round += 1) await stage.admin.run({ actionId: 'demo.counter.increment', inputs: {} });
    expect([name, expectData(await stage.admin.session.get<{ ok: boolean }>(stage.at('/integrity'))).ok]).toEqual([name, true]);
  }
}, SLOW_MS);
afterAll(async () => {
  await sql?.close();
  await house?.stop();
});

it('when records of any table are tampered with in SQL, then the sweep alone reports each project, and no other', async () => {
  for (const [name, statements] of Object.entries(TAMPERINGS)) for (const text of statements) await sql.rows(text, text.includes('$1') ? [stages.get(name)!.projectId] : []);
  const reported = async () => {
    const { items } = expectData(await house.adminSession.get<{ items: Alert[] }>('/alerts?status=open&limit=200'));
    const found = new Set(items.map(({ projectId }) => projectId));
    return [...stages].filter(([, { projectId }]) => found.has(projectId)).map(([name]) => name);
  };
  for (const until = Date.now() + WAIT_MS; (await reported()).length < Object.keys(TAMPERINGS).length && Date.now() < until; ) await sleep(1_000);
  expect(await reported()).toEqual(Object.keys(TAMPERINGS));
  expect(await stages.get('nothing is touched')!.admin.run({ actionId: 'demo.counter.increment', inputs: {} })).toMatchObject({ status: 'success' });
}, SLOW_MS);
