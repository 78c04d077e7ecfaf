import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceAnswer, DeviceGrant, StartedDeviceGrant } from '../../contract/device-grant.ts';
import type { AccessToken, CreatedToken } from '../../contract/token.ts';
import type { Me } from '../../contract/user.ts';
import { caller, createProject, createUser, expectData, type Caller, type Session } from '../support/http.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let admin: Session;

beforeAll(async () => {
  api = await startApi({ LOGIN_ATTEMPTS_PER_MINUTE: '20' });
  admin = await api.signInAdmin();
});
afterAll(() => api.stop());

const program = (): Caller => caller(api.url);

const start = async (body: object = {}): Promise<StartedDeviceGrant> => expectData(await program().post<StartedDeviceGrant>('/auth/device', { clientName: 'A program', ...body }));

/** A program asks when it may: so much later that its question is on time. */
async function poll({ deviceCode }: StartedDeviceGrant, waitMs = 5_000): Promise<DeviceAnswer> {
  api.pass(waitMs);
  return expectData(await program().post<DeviceAnswer>('/auth/device/token', { deviceCode }));
}

const approve = (who: Caller, { userCode }: StartedDeviceGrant) => who.post<DeviceGrant>(`/auth/device/${userCode}/approve`);

const tokensOf = async (who: Caller): Promise<AccessToken[]> => expectData(await who.get<{ items: AccessToken[] }>('/tokens')).items;

describe('signing a program in by a code (RFC 8628)', () => {
  it('when a person approves, then the next question is answered with a token of his, once', async () => {
    const person = await createUser(admin);
    const grant = await start({ clientName: 'Report', expiresInDays: 7 });
    expect(grant).toMatchObject({ verificationUri: `${api.url}/device`, verificationUriComplete: `${api.url}/device?code=${grant.userCode}`, expiresInSeconds: 600, intervalSeconds: 5 });
    expect(grant.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(await poll(grant)).toEqual({ status: 'pending' });
    expect(expectData(await person.get<DeviceGrant>(`/auth/device/${grant.userCode}`))).toMatchObject({ clientName: 'Report', status: 'pending', expiresInDays: 7, scopes: null, userCode: grant.userCode, address: expect.stringContaining('127.0.0.1') });
    expect(expectData(await approve(person, grant))).toMatchObject({ status: 'approved' });

    const answer = await poll(grant);
    if (answer.status !== 'approved') throw new Error(answer.status);
    expect(answer).toMatchObject({ name: 'Report', userId: person.me.user.userId, username: person.me.user.username, lastUsedAt: null });
    const signedIn = caller(api.url, { authorization: `Bearer ${answer.token}` });
    expect(expectData(await signedIn.get<Me>('/auth/me'))).toMatchObject({ via: 'token', user: { userId: person.me.user.userId } });
    expect(await tokensOf(person)).toMatchObject([{ tokenId: answer.tokenId, prefix: answer.prefix, name: 'Report' }]);
    expect(await poll(grant)).toEqual({ status: 'expired' });
    expect((await approve(person, grant)).status).toBe(404);
  });

  it('when nothing is approved yet, then neither code is stored as it is, and no token is', async () => {
    const grant = await start();
    expectData(await approve(await createUser(admin), grant));
    const [row] = await api.front.database.read<{ text: string; tokens: number }>('select string_agg(g::text, $1) as text from device_grant g', ['\n']);
    expect(row?.text).toContain('A program');
    for (const secret of [grant.deviceCode, grant.userCode, grant.userCode.replace('-', '')]) expect(row?.text).not.toContain(secret);
  });

  it.each([
    ['in lower case', (code: string) => code.toLowerCase()],
    ['without its dash', (code: string) => code.replace('-', '')],
    ['with a space', (code: string) => encodeURIComponent(code.replace('-', ' '))],
  ])('when the code is typed %s, then it is the same code', async (_when, typed) => {
    const { userCode } = await start();
    expect(expectData(await admin.get<DeviceGrant>(`/auth/device/${typed(userCode)}`)).userCode).toBe(userCode);
  });

  it('when it asks too soon, then it is told to slow down', async () => {
    const grant = await start();
    expect(await poll(grant)).toEqual({ status: 'pending' });
    expect(await poll(grant, 1_000)).toEqual({ status: 'slow_down' });
    expect(await poll(grant)).toEqual({ status: 'pending' });
  });

  it('when ten minutes are over, then it is expired, also for whoever would approve, and it is deleted', async () => {
    const [grant, approved] = [await start(), await start()];
    expectData(await approve(admin, approved));
    api.pass(600_001);
    admin = await api.signInAdmin();
    expect((await approve(admin, grant)).status).toBe(404);
    expect(await poll(grant)).toEqual({ status: 'expired' });
    expect(await poll(approved)).toEqual({ status: 'expired' });
  });

  it('when it asks for a limited token, then the token is limited so', async () => {
    const [inside, outside] = [await createProject(admin), await createProject(admin)];
    const grant = await start({ scopes: { projects: [inside] } });
    expect(expectData(await approve(admin, grant)).scopes).toEqual({ projects: [inside] });
    const answer = await poll(grant);
    const by = caller(api.url, { authorization: `Bearer ${answer.status === 'approved' ? answer.token : ''}` });
    expect([(await by.get(`/projects/${inside}`)).status, (await by.get(`/projects/${outside}`)).status]).toEqual([200, 404]);
  });

  it.each([
    [{ clientName: '' }, '/clientName'],
    [{ clientName: 'x'.repeat(101) }, '/clientName'],
    [{ clientName: 'x', expiresInDays: 366 }, '/expiresInDays'],
    [{ clientName: 'x', scopes: { projects: [] } }, '/scopes/projects'],
    [{ clientName: 'x', userId: 'y' }, '/userId'],
  ])('when a program sends %j, then it is 422 with the field', async (body, path) => {
    expect((await program().post('/auth/device', body)).body).toMatchObject({ status: 422, issues: [{ path }] });
  });
});

describe('attacks on signing in by a code', () => {
  it('when a person denies, then the program is told so and nobody can approve it any more', async () => {
    const grant = await start();
    expect(expectData(await admin.post<DeviceGrant>(`/auth/device/${grant.userCode}/deny`)).status).toBe('denied');
    expect((await approve(admin, grant)).body).toMatchObject({ status: 409, error: 'conflict' });
    expect(await poll(grant)).toEqual({ status: 'denied' });
    expect(await poll(grant)).toEqual({ status: 'denied' });
  });

  it('when two people approve at once, then one of them has, and the token is his', async () => {
    const people = [await createUser(admin), await createUser(admin)];
    const grant = await start();
    const answers = await Promise.all(people.map((person) => approve(person, grant)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const answer = await poll(grant);
    expect(answer).toMatchObject({ status: 'approved', userId: people[answers.findIndex(({ status }) => status === 200)]?.me.user.userId });
  });

  it('when the program asks many times at once, then one question is answered with the token', async () => {
    const person = await createUser(admin);
    const grant = await start();
    expectData(await approve(person, grant));
    const answers = await Promise.all(Array.from({ length: 8 }, () => poll(grant, 0)));
    expect(answers.filter(({ status }) => status === 'approved')).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['approved', 'expired']));
    expect(await tokensOf(person)).toHaveLength(1);
  });

  it.each(['approve', 'deny'] as const)('when a token, or a session without its CSRF token, would %s, then it is 403 and nothing happens', async (verb) => {
    const person = await createUser(admin);
    const { token } = expectData(await person.post<CreatedToken>('/tokens', { name: 'x' }), 201);
    const byToken = caller(api.url, { authorization: `Bearer ${token}` });
    const byPage = caller(api.url, { cookie: person.cookie, origin: 'https://elsewhere.example' });
    const grant = await start();
    for (const who of [byToken, byPage]) expect((await who.post(`/auth/device/${grant.userCode}/${verb}`)).status).toBe(403);
    expect((await byToken.get(`/auth/device/${grant.userCode}`)).status).toBe(403);
    expect((await program().get(`/auth/device/${grant.userCode}`)).status).toBe(401);
    expect(await poll(grant)).toEqual({ status: 'pending' });
  });

  it('when a link is only looked at, then nothing is approved', async () => {
    const grant = await start();
    expectData(await admin.get(`/auth/device/${grant.userCode}`));
    await fetch(grant.verificationUriComplete, { headers: { cookie: admin.cookie } });
    expect(await poll(grant)).toEqual({ status: 'pending' });
  });

  it('when somebody tries codes, then the account is stopped, the right code included, and others are not', async () => {
    const [person, other] = [await createUser(admin), await createUser(admin)];
    const grant = await start();
    const wrong = await Promise.all(Array.from({ length: 30 }, () => person.get('/auth/device/BBBB-BBBB')));
    expect(wrong.filter(({ status }) => status === 404)).toHaveLength(20);
    expect((await approve(person, grant)).body).toMatchObject({ status: 429, error: 'too_many_requests' });
    expect((await other.get(`/auth/device/${grant.userCode}`)).status).toBe(200);
  });

  it('when right codes are looked at often, then that is no guessing', async () => {
    const grant = await start();
    for (let look = 0; look < 30; look += 1) expect((await admin.get(`/auth/device/${grant.userCode}`)).status).toBe(200);
  });

  it('when the approver is disabled or removed before the program asks, then it gets nothing, also when he is enabled again', async () => {
    const [disabled, removed] = [await createUser(admin), await createUser(admin)];
    const [first, second] = [await start(), await start()];
    expectData(await approve(disabled, first));
    expectData(await approve(removed, second));
    expectData(await admin.patch(`/users/${disabled.me.user.userId}`, { disabled: true }));
    expectData(await admin.delete(`/users/${removed.me.user.userId}`));
    expect(['denied', 'expired']).toContain((await poll(first)).status);
    expectData(await admin.patch(`/users/${disabled.me.user.userId}`, { disabled: false }));
    expect((await poll(first)).status).toBe('expired');
    expect((await poll(second)).status).toBe('expired');
  });

  it('when somebody has 100 tokens, then the program hears it, and gets its token once there is room', async () => {
    const person = await createUser(admin);
    const [spare] = await Promise.all(Array.from({ length: 100 }, async () => expectData(await person.post<CreatedToken>('/tokens', { name: 'x' }), 201)));
    const grant = await start();
    expectData(await approve(person, grant));
    const refused = await program().post('/auth/device/token', { deviceCode: grant.deviceCode });
    expect(refused.body).toMatchObject({ status: 409, error: 'conflict' });
    expectData(await person.delete(`/tokens/${spare?.tokenId}`));
    expect((await poll(grant)).status).toBe('approved');
  });

  it('when one address asks for very many codes, then it has to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 210 }, () => program().post('/auth/device', { clientName: 'Flood' })));
    expect(answers.some(({ status, headers }) => status === 429 && headers.get('retry-after') !== null)).toBe(true);
  });

  it('when a device code is made up, then it is expired, as one that was used', async () => {
    expect(expectData(await program().post<DeviceAnswer>('/auth/device/token', { deviceCode: 'made-up' }))).toEqual({ status: 'expired' });
  });
});
