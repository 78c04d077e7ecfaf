import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findIdToken, openSession } from '../../api/auth/login-session.ts';
import type { Session as LoginSession } from '../../contract/session.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { caller, createMember, createProject, createUser, expectData, signIn, type Caller, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

const PASSWORD = 'a long password';
const HOUR_MS = 3_600_000;

type Sessions = { items: LoginSession[]; nextCursor: string | null };

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi();
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

const listed = async (of: Caller, path = '/auth/sessions'): Promise<LoginSession[]> => expectData(await of.get<Sessions>(path)).items;
const person = () => createUser(admin, { password: PASSWORD });
const again = ({ me }: Session): Promise<Session> => signIn(api.url, { username: me.user.username, password: PASSWORD });
const idOf = ({ me }: Session): string => me.user.userId;

describe('GET /auth/sessions', () => {
  it('when somebody has two sessions, then he sees both, the newest first, which one this is, and from where each was opened', async () => {
    const first = await person();
    const answer = await caller(api.url).post('/auth/login', { username: first.me.user.username, password: PASSWORD }, { 'user-agent': `Browser/1.0 ${'x'.repeat(300)}` });
    expect(answer.status).toBe(200);
    const items = await listed(first);
    expect(items).toMatchObject([
      { method: 'password', address: '127.0.0.1', isCurrent: false, userAgent: expect.stringMatching(/^Browser\/1\.0 x{244}$/) },
      { method: 'password', address: '127.0.0.1', isCurrent: true },
    ]);
    expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(['address', 'createdAt', 'expiresAt', 'isCurrent', 'lastSeenAt', 'method', 'sessionId', 'userAgent']);
  });

  it('when there are more than fit a page, then the next page goes on, and somebody else’s are on none', async () => {
    const [first, other] = [await person(), await person()];
    for (let n = 0; n < 4; n += 1) await again(first);
    const ids: string[] = [];
    let cursor = '';
    do {
      const page: Sessions = expectData(await first.get<Sessions>(`/auth/sessions?limit=2${cursor}`));
      ids.push(...page.items.map(({ sessionId }) => sessionId));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(ids).size).toBe(5);
    expect(ids).not.toContain((await listed(other))[0]?.sessionId);
    expect((await first.get('/auth/sessions?cursor=x')).status).toBe(422);
  });

  it('when one was opened by a link, then it says so; idle for 12 hours, it is not listed', async () => {
    const first = await person();
    const token = 'a-link-for-this-test-alone';
    await api.front.signInLinks.add({ tokenHashes: [sha256Hex(token)], userId: idOf(first), expiresAt: new Date(Date.now() + HOUR_MS) });
    const used = await fetch(`${api.url}/api/v1/auth/link/${token}`, { method: 'POST', redirect: 'manual' });
    expect(used.status).toBe(303);
    expect((await listed(first)).map(({ method }) => method)).toEqual(['link', 'password']);
    api.pass(11 * HOUR_MS);
    await first.get('/auth/me');
    api.pass(2 * HOUR_MS);
    expect((await listed(first)).map(({ method }) => method)).toEqual(['password']);
    admin = await api.signInAdmin();
  });

  it('when an access token asks, then none is this one; a limited token may not ask', async () => {
    const first = await person();
    const tokenOf = async (body: object) => expectData(await first.post<CreatedToken>('/tokens', { name: 'Script', ...body }), 201).token;
    const script = caller(api.url, { authorization: `Bearer ${await tokenOf({})}` });
    expect((await listed(script)).map(({ isCurrent }) => isCurrent)).toEqual([false]);
    const limited = caller(api.url, { authorization: `Bearer ${await tokenOf({ scopes: { actions: ['demo.*'] } })}` });
    for (const call of [limited.get, limited.delete]) expect((await call('/auth/sessions')).status).toBe(403);
  });
});

describe('DELETE /auth/sessions', () => {
  it('when one of one’s own is ended, then it is 401 at once, and this one lives', async () => {
    const here = await person();
    const there = await again(here);
    const other = (await listed(here)).find(({ isCurrent }) => !isCurrent);
    expectData(await here.delete(`/auth/sessions/${other?.sessionId}`));
    expect((await there.get('/auth/me')).status).toBe(401);
    expect((await here.get('/auth/me')).status).toBe(200);
    expect((await here.delete(`/auth/sessions/${other?.sessionId}`)).status).toBe(404);
  });

  it('when it is somebody else’s, then it is 404 and goes on', async () => {
    const [one, two] = [await person(), await person()];
    const [theirs] = await listed(two);
    expect((await one.delete(`/auth/sessions/${theirs?.sessionId}`)).status).toBe(404);
    expect((await admin.delete(`/users/${idOf(one)}/sessions/${theirs?.sessionId}`)).status).toBe(404);
    expect((await two.get('/auth/me')).status).toBe(200);
  });

  it('when all others are ended, then it tells how many, and only this one lives', async () => {
    const here = await person();
    const others = [await again(here), await again(here)];
    expect(expectData(await here.delete('/auth/sessions'))).toEqual({ ended: 2 });
    for (const other of others) expect((await other.get('/auth/me')).status).toBe(401);
    expect(await listed(here)).toMatchObject([{ isCurrent: true }]);
  });
});

describe('the sessions of somebody else', () => {
  it('when a system admin looks and ends them, one or all, then they end at once, and the act is recorded', async () => {
    const first = await person();
    const second = await again(first);
    const path = `/users/${idOf(first)}/sessions`;
    const [newest] = await listed(admin, path);
    expectData(await admin.delete(`${path}/${newest?.sessionId}`));
    expect((await second.get('/auth/me')).status).toBe(401);
    expect(expectData(await admin.delete(path))).toEqual({ ended: 1 });
    expect((await first.get('/auth/me')).status).toBe(401);
    const acts = await api.front.database.read(`select kind, actor_id from admin_event where subject = $1 and kind = 'session.revoked'`, [idOf(first)]);
    expect(acts).toEqual(Array(2).fill({ kind: 'session.revoked', actor_id: idOf(admin) }));
  });

  it.each(['get', 'delete'] as const)('when nobody has the id, then %s is 404', async (method) => {
    expect((await admin[method]('/users/01a00000-0000-7000-8000-000000000000/sessions')).status).toBe(404);
  });
});

describe('an event stream', () => {
  it('when the session that opened it is ended, then it ends at its next look', async () => {
    const projectId = await createProject(admin);
    const viewer = await createMember(admin, projectId, 'viewer');
    const stream = await fetch(`${api.url}/api/v1/projects/${projectId}/events`, { headers: { cookie: viewer.cookie }, signal: AbortSignal.timeout(30_000) });
    expect(stream.status).toBe(200);
    expectData(await admin.delete(`/users/${idOf(viewer)}/sessions`));
    api.pass(15_000);
    await expect(stream.text()).resolves.not.toContain('event:');
  });
});

describe('opening a session', () => {
  it('when the password was replaced since it was checked, then none is opened', async () => {
    const { me } = await person();
    const found = await api.front.users.findById(me.user.userId);
    if (!found) throw new Error('expected the person');
    expectData(await admin.post(`/users/${me.user.userId}/password-reset`, { newPassword: 'another long one' }));
    await expect(openSession(api.front, { ...found, method: 'password' }, { headers: {}, address: '' })).rejects.toThrow('cannot be used');
  });
});

describe('an ID token', () => {
  it('when a session is opened with one, then it is kept sealed, and found by that session alone', async () => {
    const { me } = await person();
    const { caller: opened } = await openSession(api.front, { user: me.user, passwordChangeRequired: false, method: 'oidc', idToken: 'header.payload.signature' }, { headers: {}, address: '::ffff:10.0.0.7' });
    if (opened.via !== 'session') throw new Error('expected a session');
    expect(await findIdToken(api.front, opened.sessionHash)).toBe('header.payload.signature');
    const rows = await api.front.database.read<{ all: string }>('select string_agg(s::text, $1) as all from login_session s', [' ']);
    expect(rows[0]?.all).toContain('10.0.0.7');
    expect(rows[0]?.all).not.toContain(Buffer.from('payload').toString('hex'));
  });

  it('when the person was disabled meanwhile, then no session is opened', async () => {
    const { me } = await person();
    expectData(await admin.patch(`/users/${me.user.userId}`, { disabled: true }));
    await expect(openSession(api.front, { user: me.user, passwordChangeRequired: false, method: 'password' }, { headers: {}, address: '' })).rejects.toThrow('cannot be used');
  });
});
