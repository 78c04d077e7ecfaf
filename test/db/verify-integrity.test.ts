import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pruneEvents } from '../../db/stores/old-records.ts';
import { listUnverifiedProjects } from '../../db/stores/unverified-projects.ts';
import { verifyIntegrity } from '../../db/verify-integrity.ts';
import { canonicalText } from '../../domain/state/canonical.ts';
import { createSeal } from '../../platform/seal.ts';
import { key, openStage, type Stage } from '../activities/stage.ts';

const k1 = key('k1');
let stage: Stage;
let projectId: string;
beforeAll(async () => {
  stage = await openStage({ checkpointEvery: 4, ring: [k1] });
});
afterAll(() => stage.close());

/** Nine versions with two checkpoints, a refused and a sensitive one among them. */
beforeEach(async () => {
  projectId = await stage.project();
  for (let litres = 1; litres <= 6; litres += 1) await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres } });
  await stage.run(projectId, { actionId: 'tank.empty' });
  await stage.run(projectId, { actionId: 'valve.open' });
  await stage.run(projectId, { actionId: 'tank.note', inputs: { note: { list: [1, -0, 1e21, 'ü'] } } });
  await stage.run(projectId, { actionId: 'tank.pump', inputs: { litres: 77, pin: 'a secret word' } });
});

const verify = async ({ lifts = true, powers = stage.powers } = {}) => (await verifyIntegrity(powers, { projectId, lifts }))!;
const sql = (text: string) => stage.database.read(text.replaceAll('$1', `'${projectId}'`));
const isBroken = async () => (await stage.database.read<{ is_broken: boolean }>('select is_broken from project_head where project_id = $1', [projectId]))[0]!.is_broken;

const KEEP = ['execution', 'state_delta', 'state_checkpoint', 'component_state', 'budget_entry', 'event', 'project_head', 'integrity_check'] as const;

/** Keeps every record of the project, and answers what puts them back. */
async function keep(): Promise<() => Promise<void>> {
  const kept = await Promise.all(KEEP.map(async (table) => [table, JSON.stringify((await stage.database.read<{ row: unknown }>(`select to_jsonb(t) as row from ${table} t where project_id = $1`, [projectId])).map(({ row }) => row))] as const));
  return async () => {
    for (const [table, rows] of kept) {
      await stage.database.read(`delete from ${table} where project_id = $1`, [projectId]);
      await stage.database.read(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [rows]);
    }
  };
}

const REWIND = `update project_head h set chain_seq = e.seq, chain_hash = e.hash, version = e.state_version from execution e
  where e.project_id = $1 and h.project_id = $1 and e.seq = (select max(seq) from execution where project_id = $1)`;

describe('verifyIntegrity', () => {
  it('when nothing was changed, then everything is found as it was written, again and again', async () => {
    expect(await verify()).toMatchObject({ ok: true, checked: 10, problems: [], checkedSeq: 10 });
    await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres: 1 } });
    expect(await verify()).toMatchObject({ ok: true, checked: 11, checkedSeq: 11 });
    expect(await isBroken()).toBe(false);
  });

  it.each<[string, string, string[]]>([
    ['a message is edited', 'hash', [`update execution set message = 'nothing happened' where project_id = $1 and seq = 3`]],
    ['a cost is edited', 'hash', [`update execution set cost = 0 where project_id = $1 and seq = 3`]],
    ['a status is edited', 'hash', [`update execution set status = 'success' where project_id = $1 and seq = 7`]],
    ['a diff is made into something else', 'hash', [`update execution set diff = '"gone"' where project_id = $1 and seq = 3`]],
    ['a hash is edited', 'hash', [`update execution set hash = repeat('0', 64) where project_id = $1 and seq = 3`]],
    ['a previous hash is edited', 'link', [`update execution set previous_hash = repeat('0', 64) where project_id = $1 and seq = 3`]],
    ['a key id is edited', 'key', [`update execution set key_id = 'other' where project_id = $1 and seq = 3`]],
    ['two rows are swapped', 'link', ['update execution set seq = -1 where project_id = $1 and seq = 3', 'update execution set seq = 3 where project_id = $1 and seq = 4', 'update execution set seq = 4 where project_id = $1 and seq = -1']],
    ['a row is moved before the first', 'head', [`update execution set seq = -5 where project_id = $1 and seq = 3`]],
    ['a row is deleted', 'gap', ['delete from execution where project_id = $1 and seq = 3']],
    ['the first row is deleted', 'gap', ['delete from execution where project_id = $1 and seq = 1']],
    ['a row is deleted and the rest moved up', 'link', ['delete from execution where project_id = $1 and seq = 3', 'update execution set seq = seq - 1000 where project_id = $1 and seq > 3', 'update execution set seq = seq + 999 where project_id = $1 and seq < 0']],
    ['the newest rows are deleted', 'truncated', ['delete from execution where project_id = $1 and seq > 8']],
    ['all rows are deleted', 'truncated', ['delete from execution where project_id = $1']],
    ['the newest rows are deleted and the head rewound', 'truncated', ['delete from execution where project_id = $1 and seq > 8', 'delete from state_delta where project_id = $1 and version > 7', REWIND]],
    ['the head names another hash', 'head', [`update project_head set chain_hash = repeat('0', 64) where project_id = $1`]],
    ['the head says another version', 'head', [`update project_head set version = version - 1 where project_id = $1`]],
    ['a component is edited', 'state', [`update component_state set state = jsonb_set(state, '{level}', '500') where project_id = $1 and component_id = 'tank'`]],
    ['the version of a component is edited', 'state', [`update component_state set version = 2 where project_id = $1 and component_id = 'tank'`]],
    ['a component is made into something else', 'state', [`update component_state set state = '7' where project_id = $1 and component_id = 'tank'`]],
    ['a component is deleted', 'state', [`delete from component_state where project_id = $1 and component_id = 'valve'`]],
    ['a component is slipped in', 'state', [`insert into component_state (project_id, component_id, version, state) values ($1, 'demo.counter', 3, '{"value": 9}')`]],
    ['a delta is edited', 'delta', [`update state_delta set diff = jsonb_set(diff, '{0,value}', '500') where project_id = $1 and version = 3`]],
    ['what a delta replaced is edited', 'delta', [`update state_delta set diff = jsonb_set(diff, '{0,old}', '500') where project_id = $1 and version = 3`]],
    ['a delta is made into something else', 'delta', [`update state_delta set diff = '{"op": "none"}' where project_id = $1 and version = 3`]],
    ['the time of a delta is edited', 'delta', [`update state_delta set at = at - interval '1 day' where project_id = $1 and version = 3`]],
    ['the execution of a delta is edited', 'delta', [`update state_delta set execution_id = 'another' where project_id = $1 and version = 3`]],
    ['a delta is deleted', 'delta', ['delete from state_delta where project_id = $1 and version = 3']],
    ['a version is slipped in', 'head', [`insert into state_delta (project_id, version, execution_id, diff, at) values ($1, 99, 'x', '[]', now())`]],
    ['a checkpoint is edited', 'checkpoint', [`update state_checkpoint set components = jsonb_set(components, '{tank,level}', '500') where project_id = $1 and version = 4`]],
    ['the checksum of a checkpoint is edited', 'checkpoint', [`update state_checkpoint set checksum = repeat('0', 64) where project_id = $1 and version = 4`]],
    ['a checkpoint is made into something else', 'checkpoint', [`update state_checkpoint set components = '[1]' where project_id = $1 and version = 4`]],
    ['the cost of a ledger entry is edited', 'ledger', ['update budget_entry set cost = 0 where project_id = $1 and seq = 3']],
    ['the total of a ledger entry is edited', 'ledger', ['update budget_entry set project_total = project_total - 1 where project_id = $1 and seq = 3']],
    ['the total of an action is edited', 'ledger', ['update budget_entry set action_total = action_total - 1 where project_id = $1 and seq = 3']],
    ['the time of a ledger entry is edited', 'ledger', [`update budget_entry set at = at - interval '1 day' where project_id = $1 and seq = 3`]],
    ['two ledger entries are swapped', 'ledger', ['update budget_entry set seq = -1 where project_id = $1 and seq = 3', 'update budget_entry set seq = 3 where project_id = $1 and seq = 7', 'update budget_entry set seq = 7 where project_id = $1 and seq = -1']],
    ['a ledger entry is deleted', 'ledger', ['delete from budget_entry where project_id = $1 and seq = 3']],
    ['the newest ledger entries are deleted', 'ledger', ['delete from budget_entry where project_id = $1 and seq > 6']],
    ['a ledger entry is slipped in', 'head', [`insert into budget_entry (project_id, seq, execution_id, action_id, cost, project_total, action_total, success_total, at) values ($1, 99, 'x', 'tank.fill', 1, 1, 1, 1, now())`]],
    ['the total of the head is edited', 'ledger', ['update project_head set spent_total = spent_total + 500 where project_id = $1']],
    ['the successes of the head are edited', 'ledger', ['update project_head set success_total = success_total - 1 where project_id = $1']],
    ['what counts for the rates is edited', 'ledger', ['update project_head set rate_seq = rate_seq + 1 where project_id = $1']],
    ['an event is edited', 'event', [`update event set data = jsonb_set(data, '{message}', '"nothing happened"') where project_id = $1 and seq = 5`]],
    ['what an event says of a change is edited', 'event', [`update event set data = jsonb_set(data, '{diff,0,value}', '500') where project_id = $1 and seq = 6`]],
    ['the time of an event is edited', 'event', [`update event set at = at - interval '1 day' where project_id = $1 and seq = 5`]],
    ['an event is kept to one person', 'event', [`update event set user_id = 'ada' where project_id = $1 and seq = 5`]],
    ['an event is made into another kind', 'event', [`update event set type = 'turn.updated' where project_id = $1 and seq = 5`]],
    ['an event tells of something else', 'event', [`update event set data = '{"executionId": "another"}' where project_id = $1 and seq = 5`]],
    ['two events are swapped', 'event', ['update event set seq = -1 where project_id = $1 and seq = 5', 'update event set seq = 5 where project_id = $1 and seq = 7', 'update event set seq = 7 where project_id = $1 and seq = -1']],
    ['an event is deleted', 'event', ['delete from event where project_id = $1 and seq = 5']],
    ['the first events are deleted', 'event', ['delete from event where project_id = $1 and seq < 5']],
    ['the newest events are deleted', 'event', ['delete from event where project_id = $1 and seq > 12']],
    ['all events are deleted', 'event', ['delete from event where project_id = $1']],
    ['events are deleted and the rest moved up', 'event', ['delete from event where project_id = $1 and seq > 17', 'update project_head set event_seq = 17 where project_id = $1']],
    ['an event is slipped in', 'event', [`insert into event (project_id, seq, type, user_id, data, at) values ($1, 9999, 'turn.updated', null, '{}', now())`]],
    ['what the last verification saw is edited', 'check', [`update integrity_check set checked_seq = 2 where project_id = $1`]],
  ])('when %s, then it is reported as %s, nothing runs until it is undone, and a clean verification lifts that', async (_when, kind, statements) => {
    expect((await verify()).ok).toBe(true);
    const restore = await keep();
    for (const statement of statements) await sql(statement);
    const report = await verify({ lifts: false });
    expect(report.ok).toBe(false);
    expect(report.problems.map((problem) => problem.kind)).toContain(kind);
    expect((await verify()).ok).toBe(false); // A finding is not forgotten by finding it.
    expect(await isBroken()).toBe(true);

    await restore();
    await sql('update project_head set is_broken = true where project_id = $1');
    expect((await verify({ lifts: false })).ok).toBe(true);
    expect(await stage.run(projectId, { actionId: 'tank.fill' })).toMatchObject({ status: 'failed', error: { code: 'integrity_violation', gate: null }, diff: [], cost: 0 });
    expect(await verify()).toMatchObject({ ok: true, checked: 11 });
    expect(await stage.run(projectId, { actionId: 'tank.fill' })).toMatchObject({ status: 'success' });
  });

  it('when old events were pruned by retention, then nothing is missed, and what goes beyond that is', async () => {
    const newest = async () => (await stage.database.read<{ seq: number }>('select max(seq)::int as seq from event where project_id = $1', [projectId]))[0]!.seq;
    const before = new Date(Date.now() + 60_000);
    await pruneEvents(stage.database.read, projectId, { before, atMost: 3 });
    expect(await verify()).toMatchObject({ ok: true, problems: [] });
    await pruneEvents(stage.database.read, projectId, { before, atMost: 2 });
    expect(await verify()).toMatchObject({ ok: true });
    const last = await newest();
    await sql('delete from event where project_id = $1 and seq < 8');
    expect((await verify()).problems).toMatchObject([{ kind: 'event', detail: expect.stringContaining('missing before event 8') }]);
    await pruneEvents(stage.database.read, projectId, { before, atMost: 1_000 });
    await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres: 1 } });
    expect(await newest()).toBeGreaterThan(last);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('when the head is put back to sooner than the last verification, and executions go on from there, then it is still reported', async () => {
    await verify();
    await sql('delete from execution where project_id = $1 and seq > 8');
    await sql('delete from state_delta where project_id = $1 and version > 7');
    await sql('delete from state_checkpoint where project_id = $1 and version > 7');
    await sql(REWIND);
    await sql(`update component_state set state = '{"level": 21, "note": null}', version = 6 where project_id = $1 and component_id = 'tank'`);
    for (let litres = 1; litres <= 4; litres += 1) await stage.run(projectId, { actionId: 'tank.fill', inputs: { litres } });
    expect((await verify()).problems).toContainEqual(expect.objectContaining({ seq: 10, kind: 'hash', detail: expect.stringContaining('last verification') }));
  });

  it('when a checkpoint is edited together with its checksum, then it is reported all the same', async () => {
    const components = { tank: { level: 500, note: null }, valve: { open: false } };
    await stage.database.read(`update state_checkpoint set components = $2, checksum = $3 where project_id = $1 and version = 4`, [projectId, JSON.stringify(components), stage.powers.sha256(canonicalText(components))]);
    expect((await verify()).problems).toMatchObject([{ kind: 'checkpoint', detail: 'The checkpoint of version 4 does not hold tank as it was then.' }]);
  });

  it('when the delta of a withheld value is edited, then it is reported, and the value is in no report', async () => {
    await stage.run(projectId, { actionId: 'tank.note', inputs: { note: 'plain' } });
    expect((await verify()).ok).toBe(true);
    await sql(`update state_delta set diff = jsonb_set(diff, '{0,value}', '1') where project_id = $1 and version = 9`);
    const { problems } = await verify();
    expect(problems).toMatchObject([{ kind: 'delta', executionId: expect.any(String) }]);
    expect(JSON.stringify(problems)).not.toContain('secret word');
  });

  it('when the rows were written with a key that is gone, then that is said, and when the key is older but there, then all is well', async () => {
    const rotated = { ...stage.powers, seal: createSeal([key('k3'), k1]) };
    expect(await verify({ powers: rotated })).toMatchObject({ ok: true });
    const gone = { ...stage.powers, seal: createSeal([key('k2')]) };
    expect((await verifyIntegrity(gone, { projectId, lifts: true }))!.problems).toContainEqual(expect.objectContaining({ kind: 'key', detail: expect.stringContaining('k1') }));
    expect(await verify({ powers: rotated })).toMatchObject({ ok: true });
  });

  it('when there is no such project, then there is no report', async () => {
    expect(await verifyIntegrity(stage.powers, { projectId: 'nowhere', lifts: true })).toBeUndefined();
  });

  it('when projects were verified at different times, then those that waited longest come first, and those without records not at all', async () => {
    const empty = await stage.project();
    const later = await stage.project();
    await stage.run(later, { actionId: 'tank.fill' });
    await verify();
    const soon = new Date(Date.now() + 60_000);
    const due = await listUnverifiedProjects(stage.database.read, 100, { moved: soon, unmoved: soon });
    expect(due).toEqual(expect.arrayContaining([later, projectId]));
    expect(due).not.toContain(empty);
    expect(due.indexOf(later)).toBeLessThan(due.indexOf(projectId));
    const long = new Date(0);
    expect(await listUnverifiedProjects(stage.database.read, 100, { moved: soon, unmoved: long })).not.toContain(projectId);
    await stage.database.write((sql) => sql('update project_head set chain_seq = chain_seq - 1 where project_id = $1', [projectId]));
    expect(await listUnverifiedProjects(stage.database.read, 100, { moved: soon, unmoved: long })).toContain(projectId);
    expect(await listUnverifiedProjects(stage.database.read, 100, { moved: long, unmoved: long })).not.toContain(projectId);
  });
});
