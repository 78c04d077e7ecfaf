import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { Fact } from '../../contract/memory.ts';
import { caller, createProject, createUser, expectData, type Caller } from '../support/http.ts';
import { openSql, type Sql } from './sql.ts';
import { openStage, type Actor, type Stage } from './stage.ts';

let sql: Sql;
let stage: Stage;
let ann: Actor;
let bob: Actor;
beforeAll(async () => {
  stage = await openStage();
  [ann, bob] = [await stage.join('operator'), await stage.join('operator')];
  sql = await openSql(stage.house.databaseUrl);
});
afterAll(() => sql.close());

const put = async (who: Actor, key: string, value: unknown, at = stage.at) => expectData(await who.session.put<Execution>(at(`/memory/${key}`), { value }));
const keysOf = async (session: Caller, projectId = stage.projectId) => expectData(await session.get<{ items: Fact[] }>(`/projects/${projectId}/memory`)).items.map(({ key }) => key);
const rowsOf = (projectId: string) => sql.rows<{ user_id: string; key: string }>('select user_id, key from session_fact where project_id = $1 order by user_id, key', [projectId]);

describe('2.2 No state component holds memory', () => {
  it('when something is remembered, then no component, snapshot or registry entry has it', async () => {
    await put(ann, 'nowhere-in-state', 'nowhere-in-state');
    const answers = [await stage.state(), (await ann.session.get(stage.at('/registry'))).body.data];
    expect(JSON.stringify(answers)).not.toContain('nowhere-in-state');
    expect(Object.keys((await stage.state()).components).filter((id) => id.startsWith('memory'))).toEqual([]);
  });
});

describe("2.3 Another user's or project's facts", () => {
  it.each(['site', 'a.b.c', '...x', '-', 'A'.repeat(100)])('when one person remembers under %s, then everybody else gets 404 for it, and cannot change it', async (key) => {
    expect(await put(ann, key, 'of Ann')).toMatchObject({ status: 'success' });
    for (const { session } of [bob, stage.admin]) {
      expect((await session.get(stage.at(`/memory/${key}`))).status).toBe(404);
      expect(expectData(await session.delete<Execution>(stage.at(`/memory/${key}`)))).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
      expect(await keysOf(session)).not.toContain(key);
    }
    await put(bob, key, 'of Bob');
    expect(expectData(await ann.session.get<Fact>(stage.at(`/memory/${key}`))).value).toBe('of Ann');
    expectData(await bob.session.delete(stage.at(`/memory/${key}`)));
    expect(expectData(await ann.session.get<Fact>(stage.at(`/memory/${key}`))).value).toBe('of Ann');
  });

  it('when a body, a query, a header or a request id of somebody else names another person, then it changes nothing', async () => {
    await put(ann, 'mine', 1);
    const body = await bob.session.put(stage.at('/memory/mine'), { value: 2, userId: ann.userId });
    expect([body.status, body.body.error]).toEqual([422, 'invalid_request']);
    const forged: JsonObject[] = [{ key: 'mine', value: 2, userId: ann.userId }, { key: { userId: ann.userId, key: 'mine' }, value: 2 }, { key: `${ann.userId}/mine`, value: 2 }];
    for (const inputs of forged) {
      expect(await bob.run({ actionId: 'memory.remember', inputs })).toMatchObject({ status: 'rejected', error: { code: 'input_invalid' } });
    }
    const asked = { 'x-user-id': ann.userId, 'x-forwarded-user': ann.userId };
    expect((await bob.session.get(stage.at(`/memory/mine?userId=${ann.userId}`), undefined, asked)).status).toBe(404);
    expect((await bob.session.get<{ items: Fact[] }>(stage.at(`/memory?userId=${ann.userId}`))).body.data.items.map(({ key }) => key)).not.toContain('mine');
    expect(await ann.run({ actionId: 'memory.remember', inputs: { key: 'named', value: 'a' }, requestId: 'shared.name' })).toMatchObject({ status: 'success' });
    expect(await bob.run({ actionId: 'memory.remember', inputs: { key: 'named', value: 'a' }, requestId: 'shared.name' })).toMatchObject({ userId: bob.userId });
    expect(expectData(await ann.session.get<Fact>(stage.at('/memory/mine'))).value).toBe(1);
  });

  it('when the same person works in another project, then it has facts of its own, and ids cannot be swapped', async () => {
    await put(ann, 'here', 1);
    const other = await createProject(stage.admin.session);
    expectData(await stage.admin.session.put(`/projects/${other}/members/${ann.userId}`, { role: 'operator' }));
    expect(await keysOf(ann.session, other)).toEqual([]);
    expect((await ann.session.get(`/projects/${other}/memory/here`)).status).toBe(404);
    expect(expectData(await ann.session.delete<Execution>(`/projects/${other}/memory/here`))).toMatchObject({ status: 'failed' });
    expect((await bob.session.get(`/projects/${other}/memory/here`)).status).toBe(404);
    expect(await keysOf(ann.session)).toContain('here');
  });

  it('when somebody is a viewer, a system admin without a membership or nobody, then nothing is read, and what a viewer asks is recorded', async () => {
    const viewer = await stage.join('viewer');
    const system = await createUser(stage.house.adminSession, { isSystemAdmin: true });
    for (const [session, status] of [[viewer.session, 403], [system, 403], [await createUser(stage.house.adminSession), 404], [caller(stage.house.url), 401]] as const) {
      expect((await session.get(stage.at('/memory'))).status).toBe(status);
      expect((await session.get(stage.at('/memory/site'))).status).toBe(status);
    }
    expect(await put(viewer, 'site', 1)).toMatchObject({ status: 'rejected', error: { code: 'permission_denied', gate: 'role' } });
    expect((await system.put(stage.at('/memory/site'), { value: 1 })).status).toBe(403);
    expect((await rowsOf(stage.projectId)).some(({ user_id }) => user_id === viewer.userId)).toBe(false);
  });

  it.each(['..', '.', 'a b', 'a%2Fb', 'ä', 'A'.repeat(101)])('when the key is %s, then it is refused before anything is asked', async (key) => {
    const inputs = { key: decodeURIComponent(key), value: 1 };
    expect(await ann.run({ actionId: 'memory.remember', inputs })).toMatchObject({ status: 'rejected', error: { code: 'input_invalid', issues: [{ path: '/inputs/key' }] } });
    if (!key.startsWith('.')) expect((await ann.session.put(stage.at(`/memory/${encodeURI(decodeURI(key))}`), { value: 1 })).status).toBe(422);
  });

  it('when a user is deleted, then his facts go and those of others stay', async () => {
    const leaver = await stage.join('operator');
    await put(leaver, 'gone', 1);
    expectData(await stage.house.adminSession.delete(`/users/${leaver.userId}`));
    const rows = await rowsOf(stage.projectId);
    expect(rows.some(({ user_id }) => user_id === leaver.userId)).toBe(false);
    expect(rows.some(({ user_id }) => user_id === ann.userId)).toBe(true);
  });

  it('when a member is taken out, then he reads nothing more here', async () => {
    const leaver = await stage.join('operator');
    await put(leaver, 'left', 1);
    expectData(await stage.admin.session.delete(stage.at(`/members/${leaver.userId}`)));
    expect((await leaver.session.get(stage.at('/memory/left'))).status).toBe(404);
  });
});

describe('2.4 The list of facts', () => {
  it('when there are more than fit on a page, then they come newest first, each once', async () => {
    const reader = await stage.join('operator');
    const keys = Array.from({ length: 7 }, (_one, n) => `${'k'.repeat(98)}${n}`);
    for (const key of keys) await put(reader, key, { key });
    await put(reader, keys[0] ?? '', 'again');
    const seen: Fact[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 5 && cursor !== null; page += 1) {
      const answer: { items: Fact[]; nextCursor: string | null } = expectData(await reader.session.get(stage.at(`/memory?limit=3${cursor && `&cursor=${cursor}`}`)));
      seen.push(...answer.items);
      cursor = answer.nextCursor;
    }
    expect(seen.map(({ key }) => key)).toEqual([keys[0], ...keys.slice(1).toReversed()]);
    expect(seen.map(({ updatedAt }) => updatedAt)).toEqual(seen.map(({ updatedAt }) => updatedAt).toSorted().toReversed());
    for (const wrong of ['limit=0', 'limit=201', 'cursor=zzz', `cursor=${Buffer.from('zzzzzzzzz k').toString('base64url')}`]) expect([200, 422]).toContain((await reader.session.get(stage.at(`/memory?${wrong}`))).status);
  });

  it.each([[null], [''], [0], [false], [[]], [{ a: { b: [1, 'ü', '\u2028'] } }], ['x'.repeat(8_190)]])('when the value is %j, then it comes back as it is', async (value) => {
    await put(ann, 'any', value);
    expect(expectData(await ann.session.get<Fact>(stage.at('/memory/any'))).value).toEqual(value);
  });

  it('when the value is a byte too long or missing, then it is refused and says where', async () => {
    expect(await put(ann, 'long', 'ä'.repeat(4_096))).toMatchObject({ status: 'rejected', error: { code: 'input_invalid', issues: [{ path: '/inputs/value', message: expect.stringContaining('8192') }] } });
    expect((await ann.session.put(stage.at('/memory/long'), {})).status).toBe(422);
  });
});
