import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseAway } from '../../db/database-away.ts';
import { lockHead } from '../../db/stores/heads.ts';
import { readChain } from './read-chain.ts';
import { countRows, faultyDatabase, openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ checkpointEvery: 1 });
});
afterAll(() => stage.close());

const projects = (count: number) => Promise.all(Array.from({ length: count }, () => stage.project()));
const openAll = (projectIds: readonly string[], actionIdOf: (index: number) => string = () => 'tank.fill') =>
  Promise.all(projectIds.map(async (projectId, index) => ({ projectId, attemptIds: [await stage.open(projectId, { actionId: actionIdOf(index) })] })));
const statusesOf = (answers: PromiseSettledResult<{ status: string }[]>[]) => answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.map(({ status }) => status).join() : 'error'));

/** The same powers on a database that counts its transactions. */
function counted() {
  let transactions = 0;
  const { write } = stage.database;
  const database = { ...stage.database, write: (work: Parameters<typeof write>[0]) => ((transactions += 1), write(work)) };
  return { ...stage.with({ database: database as typeof stage.database }), transactions: () => transactions };
}

describe('a transaction that several projects share', () => {
  it('when eight projects want to commit at once, then two transactions carry them, and each has its own rows and chain', async () => {
    const sharing = counted();
    const wanted = await openAll(await projects(8), (index) => (index % 4 === 3 ? 'valve.open' : 'tank.fill'));
    const answers = await Promise.all(wanted.map(sharing.execute));
    expect(sharing.transactions()).toBe(2);
    expect(answers.flat().map(({ status }) => status)).toEqual(['success', 'success', 'success', 'failed', 'success', 'success', 'success', 'failed']);
    expect(answers.flat().map(({ attemptId }) => attemptId)).toEqual(wanted.flatMap(({ attemptIds }) => attemptIds));
    for (const [index, { projectId }] of wanted.entries()) {
      const moved = index % 4 === 3 ? 0 : 1;
      expect(await countRows(stage.database, projectId)).toMatchObject({ execution: 1, state_delta: moved, state_checkpoint: moved, component_state: moved, budget_entry: moved, event: 1 + moved });
      expect((await readChain(stage.powers, projectId)).problems).toEqual([]);
    }
  });

  it("when one of them has no such attempt, then that one fails alone, and the others' rows are there", async () => {
    const wanted = await openAll(await projects(4));
    wanted[1] = { ...wanted[1]!, attemptIds: ['no-such-attempt'] };
    expect(statusesOf(await Promise.allSettled(wanted.map(stage.execute)))).toEqual(['success', 'error', 'success', 'success']);
    expect(await Promise.all(wanted.map(async ({ projectId }) => (await countRows(stage.database, projectId)).execution))).toEqual([1, 0, 1, 1]);
  });

  it('when somebody holds the head of one, then the others do not wait for it', async () => {
    const wanted = await openAll(await projects(4));
    const held = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const holding = stage.database.write(async (sql) => {
      await lockHead(sql, wanted[2]!.projectId, []);
      held.resolve();
      await released.promise;
    });
    await held.promise;
    const answers = wanted.map(stage.execute);
    await Promise.all(answers.filter((_answer, index) => index !== 2));
    expect((await countRows(stage.database, wanted[2]!.projectId)).execution).toBe(0);
    released.resolve();
    await holding;
    expect((await answers[2]!)[0]!.status).toBe('success');
  });

  it('when the write of a group fails, then nothing of it is left, and each commits by itself', async () => {
    const wanted = await openAll(await projects(4));
    let broken = 0;
    const database = faultyDatabase(stage.database, async (_statement, run, sql) => (broken < 2 && ((broken += 1), true) ? sql('select 1 / 0') : run()));
    const answers = await Promise.allSettled(wanted.map(stage.with({ database }).execute));
    expect(statusesOf(answers)).toEqual(['success', 'success', 'success', 'success']);
    for (const { projectId } of wanted) expect(await countRows(stage.database, projectId)).toMatchObject({ execution: 1, budget_entry: 1 });
  });

  it('when Postgres is away, then everybody is told so at once', async () => {
    const wanted = await openAll(await projects(4));
    const sharing = counted();
    const away = sharing.with({ database: { ...stage.database, write: async () => { throw new DatabaseAway('Postgres cannot be reached.'); } } });
    for (const answer of await Promise.allSettled(wanted.map(away.execute))) expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseAway) });
  });
});
