import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_FACT_BYTES, MAX_FACTS } from '../../contract/memory.ts';
import type { JsonObject } from '../../contract/json.ts';
import { listFacts } from '../../db/stores/session-facts.ts';
import { verifyIntegrity } from '../../db/verify-integrity.ts';
import { faultyDatabase, openStage, readHeadRow, type Sent, type Stage } from './stage.ts';

const SECRET = 'hamburg-4f81-never-shown';

describe('memory.remember and memory.forget', () => {
  let stage: Stage;
  let projectId: string;
  beforeAll(async () => {
    stage = await openStage();
    projectId = await stage.project();
  });
  afterAll(() => stage.close());

  const remember = (inputs: JsonObject, more: Partial<Sent> = {}, project = projectId) => stage.run(project, { actionId: 'memory.remember', inputs, ...more });
  const forget = (key: string, more: Partial<Sent> = {}, project = projectId) => stage.run(project, { actionId: 'memory.forget', inputs: { key }, ...more });
  const factsOf = (userId: string, project = projectId) => listFacts(stage.database.read, stage.powers.seal, { projectId: project, userId });
  const keysOf = async (userId: string, project = projectId) => (await factsOf(userId, project)).map(({ key }) => key);

  it('when a fact is remembered, replaced and forgotten, then it is there, newest first, and gone, and the state stands still', async () => {
    const before = await readHeadRow(stage.database, projectId);
    expect(await remember({ key: 'site', value: { city: 'Hamburg' } })).toMatchObject({ status: 'success', diff: [], stateVersion: 0, cost: 1, message: 'Remembered.' });
    await remember({ key: 'shift', value: 'nights' });
    expect(await factsOf('ada')).toMatchObject([{ key: 'shift', value: 'nights' }, { key: 'site', value: { city: 'Hamburg' } }]);
    const replaced = await remember({ key: 'site', value: null });
    expect(replaced).toMatchObject({ status: 'success', message: 'Remembered, in place of what was there before.' });
    expect((await factsOf('ada'))[0]).toEqual({ key: 'site', value: null, updatedAt: replaced.createdAt });
    expect(await forget('site')).toMatchObject({ status: 'success', diff: [], message: 'Forgotten.' });
    expect(await forget('shift')).toMatchObject({ status: 'success' });
    expect(await factsOf('ada')).toEqual([]);
    expect(await readHeadRow(stage.database, projectId)).toMatchObject({ version: before['version'], success_total: 5, spent_total: 5 });
  });

  it('when nothing is there to forget, then it failed with not_found, also where others have such a key', async () => {
    await remember({ key: 'mine', value: 1 });
    for (const userId of ['ada', 'otto']) expect(await forget(userId === 'ada' ? 'other' : 'mine', { userId })).toMatchObject({ status: 'failed', error: { code: 'not_found', gate: null } });
    expect(await keysOf('ada')).toEqual(['mine']);
  });

  it('when two people use one key in two projects, then there are four facts that do not touch each other', async () => {
    const other = await stage.project();
    for (const userId of ['ada', 'otto']) for (const project of [projectId, other]) await remember({ key: 'a.b', value: `${userId} ${project}` }, { userId }, project);
    await forget('a.b', { userId: 'otto' }, other);
    expect((await factsOf('ada')).find(({ key }) => key === 'a.b')?.value).toBe(`ada ${projectId}`);
    expect((await factsOf('ada', other)).map(({ value }) => value)).toEqual([`ada ${other}`]);
    expect((await factsOf('otto')).map(({ value }) => value)).toEqual([`otto ${projectId}`]);
    expect(await factsOf('otto', other)).toEqual([]);
  });

  it.each<[string, Sent, string, string]>([
    ['a viewer asks', { actionId: 'memory.remember', inputs: { key: 'k', value: SECRET }, userId: 'vera' }, 'rejected', 'permission_denied'],
    ['the key has a space', { actionId: 'memory.remember', inputs: { key: SECRET.replaceAll('-', ' '), value: SECRET } }, 'rejected', 'input_invalid'],
    ['the value is missing', { actionId: 'memory.remember', inputs: { key: SECRET } }, 'rejected', 'input_invalid'],
    ['the value is a byte too long', { actionId: 'memory.remember', inputs: { key: 'k', value: `${SECRET}${'x'.repeat(MAX_FACT_BYTES - SECRET.length - 1)}` } }, 'rejected', 'input_invalid'],
    ['it names somebody else', { actionId: 'memory.remember', inputs: { key: 'k', value: SECRET, userId: 'otto' } }, 'rejected', 'input_invalid'],
    ['a name is misspelt', { actionId: 'memory.remember', inputs: { key: 'k', valeu: SECRET } }, 'rejected', 'input_invalid'],
    ['the version is unknown', { actionId: 'memory.remember@v7', inputs: { key: 'k', value: SECRET } }, 'rejected', 'unknown_action'],
    ['the action is misspelt', { actionId: 'memory.rember', inputs: { key: 'k', value: { deep: [SECRET] } } }, 'rejected', 'unknown_action'],
    ['there is nothing to forget', { actionId: 'memory.forget', inputs: { key: SECRET } }, 'failed', 'not_found'],
    ['all is well', { actionId: 'memory.remember', inputs: { key: SECRET, value: { deep: [SECRET] } } }, 'success', ''],
  ])('when %s, then its row says so, and neither row nor event holds the fact', async (_when, intent, status, code) => {
    const project = await stage.project();
    const row = await stage.run(project, intent);
    expect([row.status, row.error?.code ?? '']).toEqual([status, code]);
    for (const table of ['execution', 'event', 'attempt', 'session_fact']) {
      const rows = await stage.database.read<{ text: string }>(`select t::text as text from ${table} t where project_id = $1`, [project]);
      const told = rows.filter(({ text }) => /hamburg.4f81|otto/iu.test(text) || text.includes(Buffer.from(SECRET).toString('hex')));
      expect(table === 'session_fact' && status === 'success' ? told.map(({ text }) => text.includes('deep')) : told).toEqual(table === 'session_fact' && status === 'success' ? [false] : []);
    }
    expect(row.intent.inputs['key'] ?? { redacted: true }).toMatchObject({ redacted: true });
    expect(await verifyIntegrity(stage.powers, { projectId: project, lifts: false })).toMatchObject({ ok: true });
  });

  it('when there are as many facts as there may be, then a new one fails and an old one can still be replaced', async () => {
    const project = await stage.project();
    await stage.database.read(`insert into session_fact select $1, 'ada', 'k' || n, $2, now() from generate_series(1, $3::int) n`, [project, stage.powers.seal.seal('fact', '1'), MAX_FACTS]);
    expect(await remember({ key: 'new', value: 1 }, {}, project)).toMatchObject({ status: 'failed', error: { code: 'handler_error', detail: expect.stringContaining(`${MAX_FACTS} facts`) } });
    expect(await remember({ key: 'k1', value: 2 }, {}, project)).toMatchObject({ status: 'success' });
    expect(await remember({ key: 'new', value: 1 }, { userId: 'otto' }, project)).toMatchObject({ status: 'success' });
    await forget('k2', {}, project);
    expect(await remember({ key: 'new', value: 1 }, {}, project)).toMatchObject({ status: 'success' });
    expect(await factsOf('ada', project)).toHaveLength(MAX_FACTS);
  });

  it('when attempts are settled in one transaction, then each finds what the ones before it left', async () => {
    const project = await stage.project();
    const attemptIds = [
      await stage.open(project, { actionId: 'memory.forget', inputs: { key: 'k' } }),
      await stage.open(project, { actionId: 'memory.remember', inputs: { key: 'k', value: 1 } }),
      await stage.open(project, { actionId: 'memory.forget', inputs: { key: 'k' }, requestId: 'again' }),
      await stage.open(project, { actionId: 'memory.forget', inputs: { key: 'k' }, requestId: 'and-again' }),
    ];
    expect((await stage.execute({ projectId: project, attemptIds })).map(({ status }) => status)).toEqual(['failed', 'success', 'success', 'failed']);
    expect(await factsOf('ada', project)).toEqual([]);
  });

  it('when the fact cannot be written, then there is no row of it either', async () => {
    const project = await stage.project();
    const broken = stage.with({ database: faultyDatabase(stage.database, async (statement, run) => {
      const rows = await run();
      if (statement === 6) throw new Error('lost');
      return rows;
    }) });
    await expect(broken.run(project, { actionId: 'memory.remember', inputs: { key: 'k', value: 1 } })).rejects.toThrow('lost');
    expect(await keysOf('ada', project)).toEqual([]);
    expect(await stage.database.read('select 1 from execution where project_id = $1', [project])).toEqual([]);
  });

  it('when a plain intent runs, then it costs three statements and asks nothing of memory', async () => {
    const project = await stage.project();
    const texts: string[] = [];
    const counting = stage.with({ database: faultyDatabase(stage.database, (_statement, run) => (texts.push('one'), run())) });
    await counting.run(project, { actionId: 'demo.counter.increment' }); // The first one also reads the policy.
    texts.length = 0;
    await counting.run(project, { actionId: 'demo.counter.increment' });
    expect(texts).toHaveLength(3);
  });

  it('when a user or a project is deleted, then the facts go with them', async () => {
    const project = await stage.project();
    await stage.database.read(`insert into app_user (user_id, username, is_system_admin, password_change_required, created_at) values ('gone', 'gone', false, false, now())`);
    for (const userId of ['gone', 'ada']) await stage.database.read(`insert into session_fact values ($1, $2, 'k', $3, now())`, [project, userId, stage.powers.seal.seal('fact', '1')]);
    await stage.database.read(`delete from app_user where user_id = 'gone'`);
    expect([await keysOf('gone', project), await keysOf('ada', project)]).toEqual([[], ['k']]);
    await stage.database.read('delete from project where project_id = $1', [project]);
    expect(await keysOf('ada', project)).toEqual([]);
  });
});
