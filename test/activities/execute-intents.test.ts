import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GateName } from '../../contract/decision.ts';
import type { Json } from '../../contract/json.ts';
import { listExecutions } from '../../db/stores/executions.ts';
import { readChain } from './read-chain.ts';
import { countRows, faultyDatabase, openStage, readHeadRow, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const NOTHING = { execution: 0, state_delta: 0, state_checkpoint: 0, component_state: 0, budget_entry: 0, outbox: 0, event: 0 };

describe('executeIntents', () => {
  it('when an intent passes, then exactly its rows are written, and the head stands where they end', async () => {
    const project = await stage.project();
    const execution = await stage.run(project, { actionId: 'tank.pump', inputs: { litres: 7, pin: 'hunter2' }, requestId: 'r-1' });

    expect(execution).toMatchObject({ status: 'success', actionId: 'tank.pump@v1', stateVersion: 1, cost: 2, requestId: 'r-1', trigger: 'api' });
    expect(execution.trace.map(({ gate, verdict }) => [gate, verdict])).toEqual(GateName.options.map((gate) => [gate, 'pass']));
    expect(await countRows(stage.database, project)).toEqual({ ...NOTHING, execution: 1, state_delta: 1, component_state: 1, budget_entry: 1, outbox: 2, event: 2 });
    const [component] = await stage.database.read('select component_id, version::int, state from component_state where project_id = $1', [project]);
    expect(component).toEqual({ component_id: 'tank', version: 1, state: { level: 7, note: null } });
    const [delta] = await stage.database.read('select version::int, execution_id, diff from state_delta where project_id = $1', [project]);
    expect(delta).toEqual({ version: 1, execution_id: execution.executionId, diff: [{ op: 'replace', path: '/tank/level', value: 7, old: 0 }] });
    const effects = await stage.database.read<{ request: { inputs: unknown; url: string } }>('select ordinal, kind, status, execution_id, request from outbox where project_id = $1 order by ordinal', [project]);
    expect(effects).toMatchObject([
      { ordinal: 0, kind: 'http', status: 'pending', execution_id: execution.executionId, request: { url: 'https://pump.example/start' } },
      { ordinal: 1, kind: 'http', status: 'pending', execution_id: execution.executionId, request: { url: 'https://log.example/' } },
    ]);
    const events = await stage.database.read<{ seq: number; type: string; data: unknown }>('select seq::int, type, user_id, data from event where project_id = $1 order by seq', [project]);
    expect(events.map(({ seq, type }) => [seq, type])).toEqual([[1, 'execution.recorded'], [2, 'state.changed']]);
    expect(await readHeadRow(stage.database, project)).toMatchObject({ version: 1, chain_seq: 1, event_seq: 2, rate_seq: 1, ledger_seq: 1, spent_total: 2, success_total: 1 });
    for (const table of ['execution', 'event']) {
      const [said] = await stage.database.read<{ text: string }>(`select string_agg(to_jsonb(t)::text, '') as text from ${table} t where project_id = $1`, [project]);
      expect(said!.text).not.toContain('hunter2');
    }
    expect(execution.intent.inputs).toMatchObject({ litres: 7, pin: { redacted: true, bytes: 9 } });
  });

  it('when an intent is refused or fails, then its execution and one event are written, and nothing else moves', async () => {
    const project = await stage.project();
    expect(await stage.run(project, { actionId: 'tank.fill', userId: 'vera' })).toMatchObject({ status: 'rejected', error: { code: 'permission_denied' } });
    expect(await stage.run(project, { actionId: 'valve.open' })).toMatchObject({ status: 'failed', error: { code: 'invariant_violation', rule: 'no-open-empty' } });
    expect(await stage.run(project, { actionId: 'no.such' })).toMatchObject({ status: 'rejected', error: { code: 'unknown_action' } });
    expect(await countRows(stage.database, project)).toEqual({ ...NOTHING, execution: 3, event: 3 });
    expect(await readHeadRow(stage.database, project)).toMatchObject({ version: 0, chain_seq: 3, event_seq: 3, rate_seq: 1, spent_total: 0 });
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it('when several attempts demand the version that they all saw, then the first one moves the state, the others leave nothing, and a request id of theirs is free again', async () => {
    const project = await stage.project();
    const demanding = (requestId: string, demandedVersion: number) => stage.open(project, { actionId: 'tank.fill', requestId, demandedVersion });
    const attemptIds = [await demanding('one', 0), await demanding('two', 0), await demanding('three', 0)];
    const [first, ...others] = await stage.execute({ projectId: project, attemptIds });
    expect(first).toMatchObject({ status: 'success' });
    expect(others).toEqual(attemptIds.slice(1).map((attemptId) => ({ attemptId, executionId: null, status: 'stale' })));
    expect(await stage.database.read('select attempt_id from attempt where project_id = $1', [project])).toEqual([{ attempt_id: attemptIds[0] }]);
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 1, event: 2 });
    expect(await stage.execute({ projectId: project, attemptIds: [await demanding('one', 0), await demanding('two', 1)] })).toMatchObject([first, { status: 'success' }]);
  });

  it('when the same attempt comes again, one after another and twenty at once, then there is one row and one answer', async () => {
    const project = await stage.project();
    const attemptId = await stage.open(project, { actionId: 'tank.fill' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => stage.execute({ projectId: project, attemptIds: [attemptId] })));
    answers.push(await stage.execute({ projectId: project, attemptIds: [attemptId, attemptId] }));
    expect(new Set(answers.flat().map(({ executionId }) => executionId)).size).toBe(1);
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 1, budget_entry: 1, event: 2 });
  });

  it('when another intent comes under the same request id, then it is a duplicate under an id of its own, and answered so again', async () => {
    const project = await stage.project();
    await stage.run(project, { actionId: 'tank.fill', requestId: 'same' });
    const duplicate = await stage.run(project, { actionId: 'tank.fill', inputs: { litres: 2 }, requestId: 'same' });
    const again = await stage.run(project, { actionId: 'tank.fill', inputs: { litres: 2 }, requestId: 'same' });
    expect(duplicate).toMatchObject({ status: 'rejected', error: { code: 'duplicate_request' } });
    expect(duplicate.requestId).not.toBe('same');
    expect(again.executionId).toBe(duplicate.executionId);
    expect((await listExecutions(stage.database.read, project, { requestId: 'same' }, { limit: 10 })).items).toHaveLength(1);
  });

  it('when a list of attempts is executed, then it shares one transaction of three statements and is numbered in order', async () => {
    const project = await stage.project();
    await stage.run(project, { actionId: 'tank.fill' }); // The policy is known from here on.
    const texts: number[] = [];
    const counted = stage.with({ database: faultyDatabase(stage.database, (statement, run) => (texts.push(statement), run())) });
    const attemptIds = await Promise.all([1, 2, 3, 4].map((litres) => stage.open(project, { actionId: 'tank.fill', inputs: { litres } })));
    const answers = await counted.execute({ projectId: project, attemptIds });
    expect(answers.map(({ attemptId }) => attemptId)).toEqual(attemptIds);
    expect(texts).toEqual([1, 2, 3]);
    const rows = await stage.database.read<{ xmin: string }>('select distinct xmin::text from execution where project_id = $1 and seq > 1', [project]);
    expect(rows).toHaveLength(1);
    const ledger = await stage.database.read('select seq::int, cost, project_total, action_total, success_total::int from budget_entry where project_id = $1 order by seq', [project]);
    expect(ledger.map((row) => Object.values(row as object))).toEqual([[1, 1, 1, 1, 1], [2, 1, 2, 2, 2], [3, 2, 4, 4, 3], [4, 3, 7, 7, 4], [5, 4, 11, 11, 5]]);
  });

  it.each<[string, Json]>([
    ['minus zero and the ends of the numbers', [-0, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 9_007_199_254_740_993, 123_456_789_012_345_680_000]],
    ['names that sort differently', { b: 1, a: 2, Z: 3, '€': 4, '😀': 5, '\ufb33': 6, '': 7, '10': 8, '9': 9, 'a/b': 10, '~': 11 }],
    ['text of all kinds', ['é', 'e\u0301', '\u2028', '\u0001', '"\\/', '😀', '\ud7ff', '$1', '%s', "'; drop table execution; --"]],
    ['depth', [[[[[[[[[[{ a: [{ b: [] }] }]]]]]]]]]]],
    ['much', 'x'.repeat(200_000)],
  ])('when inputs hold %s, then row and chain read back from SQL are what was signed', async (_when, note) => {
    const project = await stage.project();
    const execution = await stage.run(project, { actionId: 'tank.note', inputs: { note } });
    await stage.run(project, { actionId: 'tank.note', inputs: { note: null } });
    expect(execution.intent.inputs).toEqual({ note: JSON.parse(JSON.stringify(note)) as Json });
    expect(await readChain(stage.powers, project)).toMatchObject({ problems: [], checked: 2 });
  });

  it('when a row is edited or removed in SQL, then the chain tells', async () => {
    const project = await stage.project();
    for (let time = 0; time < 4; time += 1) await stage.run(project, { actionId: 'tank.fill' });
    await stage.database.read('update execution set cost = 0 where project_id = $1 and seq = 2', [project]);
    expect((await readChain(stage.powers, project)).problems).toEqual(['2: hash']);
    await stage.database.read('delete from execution where project_id = $1 and seq = 3', [project]);
    expect((await readChain(stage.powers, project)).problems).toEqual(['2: hash', '4: previous']);
    await stage.database.read('delete from execution where project_id = $1 and seq = 4', [project]);
    expect((await readChain(stage.powers, project)).problems).toEqual(['2: hash', 'head: hash']);
  });

  it('when fifty compete for a budget of twenty, then exactly twenty succeed and all sums are equal', async () => {
    const project = await stage.project({ limits: { budget: { daily: 20, timezone: 'UTC' } }, actionBudgets: { 'tank.fill': { daily: 30 } } });
    const executions = await Promise.all(Array.from({ length: 50 }, () => stage.run(project, { actionId: 'tank.fill' })));
    expect(executions.filter(({ status }) => status === 'success')).toHaveLength(20);
    expect(new Set(executions.filter(({ status }) => status !== 'success').map(({ error }) => error?.code))).toEqual(new Set(['budget_exceeded']));
    const [sums] = await stage.database.read(
      `select (select sum(cost) from execution where project_id = $1) as executions, (select sum(cost) from budget_entry where project_id = $1) as ledger,
         (select max(project_total) from budget_entry where project_id = $1) as project, (select max(action_total) from budget_entry where project_id = $1) as action,
         (select spent_total from project_head where project_id = $1) as head,
         (select (state ->> 'level')::float8 from component_state where project_id = $1) as level`,
      [project],
    );
    expect(sums).toEqual({ executions: 20, ledger: 20, project: 20, action: 20, head: 20, level: 20 });
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it('when tenths are spent, then a budget of one takes exactly ten of them', async () => {
    const project = await stage.project({ limits: { budget: { daily: 1, timezone: 'UTC' } }, actionBudgets: { 'tank.fill': { daily: 1 } } });
    const statuses = [];
    for (let time = 0; time < 11; time += 1) statuses.push((await stage.run(project, { actionId: 'tank.fill', inputs: { litres: 0.1 } })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 'success'), 'rejected']);
    const [last] = await stage.database.read('select project_total, action_total from budget_entry where project_id = $1 order by seq desc limit 1', [project]);
    expect(last).toEqual({ project_total: 1, action_total: 1 });
  });

  it('when a day of the budget’s time zone ends, then budget and quota begin anew, to the second', async () => {
    const project = await stage.project({ limits: { budget: { daily: 2, timezone: 'Europe/Berlin' }, quota: { perDay: 2 } } });
    const at = async (iso: string) => {
      stage.setClock(iso);
      return (await stage.run(project, { actionId: 'tank.fill' })).error?.code ?? 'success';
    };
    try {
      expect(await at('2026-10-24T21:59:58.000Z')).toBe('success');
      expect(await at('2026-10-24T21:59:59.999Z')).toBe('success');
      expect(await at('2026-10-24T21:59:59.999Z')).toBe('quota_exceeded');
      expect(await at('2026-10-24T22:00:00.000Z')).toBe('success'); // Midnight in Berlin, of a day with 25 hours.
      expect(await at('2026-10-25T22:59:59.999Z')).toBe('success');
      expect(await at('2026-10-25T22:59:59.999Z')).toBe('quota_exceeded');
      expect(await at('2026-10-25T23:00:00.000Z')).toBe('success');
    } finally {
      stage.setClock(null);
    }
  });

  it('when the clock goes back, then the time of the rows does not', async () => {
    const project = await stage.project();
    try {
      const times = [];
      for (const iso of ['2027-03-01T12:00:00.000Z', '2027-02-01T12:00:00.000Z', '2027-03-01T12:00:00.001Z']) {
        stage.setClock(iso);
        times.push((await stage.run(project, { actionId: 'tank.fill' })).createdAt);
      }
      expect(times).toEqual(['2027-03-01T12:00:00.000Z', '2027-03-01T12:00:00.000Z', '2027-03-01T12:00:00.001Z']);
    } finally {
      stage.setClock(null);
    }
  });

  it('when the project or an attempt is unknown, then it is a failure that no retry can mend, and nothing is written', async () => {
    const project = await stage.project();
    const attemptId = await stage.open(project, { actionId: 'tank.fill' });
    await expect(stage.execute({ projectId: 'ghost', attemptIds: [attemptId] })).rejects.toMatchObject({ type: 'not_found', nonRetryable: true });
    await expect(stage.execute({ projectId: project, attemptIds: [attemptId, 'ghost'] })).rejects.toMatchObject({ type: 'not_found', nonRetryable: true });
    expect(await countRows(stage.database, project)).toEqual(NOTHING);
  });

  it('when a member is disabled or removed between attempt and execution, then he has no role any more', async () => {
    const project = await stage.project();
    await stage.database.read("delete from membership where project_id = $1 and user_id = 'otto'", [project]);
    expect(await stage.run(project, { actionId: 'tank.fill', userId: 'otto' })).toMatchObject({ status: 'rejected', error: { gate: 'visibility' } });
  });
});
