import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPolicyReader } from '../../db/stores/policy-reader.ts';
import { readChain } from './read-chain.ts';
import { countRows, faultyDatabase, openStage, readHeadRow, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ checkpointEvery: 1 });
});
afterAll(() => stage.close());

const BREAK = new Error('the power went');
const terminate = 'select pg_terminate_backend(pg_backend_pid())';

/** Head lock, policy, facts, write: a fault before and after each, and the loss of the connection at each. */
const FAULTS = [1, 2, 3, 4].flatMap((statement) => (['before', 'after', 'disconnected', 'broken statement'] as const).map((how) => [statement, how] as const));

describe('the transaction of executeIntents', () => {
  it.each(FAULTS)('when a fault comes at statement %d (%s), then nothing is left, and the next try commits once', async (at, how) => {
    const project = await stage.project();
    await stage.run(project, { actionId: 'tank.fill' });
    const attemptId = await stage.open(project, { actionId: 'tank.pump', inputs: { litres: 9 } });
    const rows = await countRows(stage.database, project);
    const head = await readHeadRow(stage.database, project);

    let reached = 0;
    const broken = faultyDatabase(stage.database, async (statement, run, sql) => {
      reached = Math.max(reached, statement);
      if (statement !== at) return run();
      if (how === 'before') throw BREAK;
      if (how === 'disconnected') return sql(terminate);
      if (how === 'broken statement') return sql('select 1 / 0');
      await run();
      throw BREAK;
    });
    const failing = stage.with({ database: broken, readPolicy: createPolicyReader() }).execute({ projectId: project, attemptIds: [attemptId] });
    await expect(failing).rejects.toThrow(how === 'broken statement' ? /division by zero/ : how === 'disconnected' ? /terminat|connection/i : 'the power went');
    expect(reached).toBe(at);
    expect(await countRows(stage.database, project)).toEqual(rows);
    expect(await readHeadRow(stage.database, project)).toEqual(head);

    await stage.execute({ projectId: project, attemptIds: [attemptId] });
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 2, outbox: 2, state_delta: 2, state_checkpoint: 2, budget_entry: 2, event: 4 });
    expect((await readChain(stage.powers, project)).problems).toEqual([]);
  });

  it('when Postgres ends every idle connection, then the process lives and the next statements get new ones', async () => {
    const project = await stage.project();
    await Promise.all(Array.from({ length: 10 }, () => stage.run(project, { actionId: 'tank.fill' })));
    await stage.database.read('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    await sleep(100);
    expect(await stage.run(project, { actionId: 'tank.fill' })).toMatchObject({ status: 'success', stateVersion: 11 });
  });

  it('when the answer of the commit is lost, then a retry answers from what is recorded', async () => {
    const project = await stage.project();
    const attemptId = await stage.open(project, { actionId: 'tank.fill' });
    const lost = { ...stage.database, write: async <Result>(work: Parameters<typeof stage.database.write<Result>>[0]) => { await stage.database.write(work); throw BREAK; } };
    await expect(stage.with({ database: lost }).execute({ projectId: project, attemptIds: [attemptId] })).rejects.toThrow('the power went');
    const [answer] = await stage.execute({ projectId: project, attemptIds: [attemptId] });
    expect(answer).toMatchObject({ attemptId, status: 'success' });
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 1, event: 2 });
  });

  it('when commits of many projects and lists cross, then all of them end and every chain holds', async () => {
    const projects = [await stage.project(), await stage.project()];
    const lists = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const projectId = projects[index % 2]!;
        return { projectId, attemptIds: [await stage.open(projectId, { actionId: 'tank.fill' }), await stage.open(projectId, { actionId: 'tank.note', inputs: { note: index } })] };
      }),
    );
    await Promise.all(lists.map((list) => stage.execute(list)));
    for (const project of projects) {
      expect(await readHeadRow(stage.database, project)).toMatchObject({ version: 30, chain_seq: 30, event_seq: 60 });
      const [gap] = await stage.database.read<{ n: number }>('select count(distinct seq)::int as n from event where project_id = $1 and seq between 1 and 60', [project]);
      expect(gap!.n).toBe(60);
      expect((await readChain(stage.powers, project)).problems).toEqual([]);
    }
  });
});
