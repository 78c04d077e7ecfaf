import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUDIENCE, ROBOT } from '../support/identity-provider.ts';
import { createUser, expectData, type Session } from '../support/http.ts';
import { openSmallBrowser } from '../support/provider-sign-in.ts';
import { ANNA, openOidcStage, type OidcStage } from './oidc-stage.ts';
import { startApi } from './start-api.ts';

let stage: OidcStage;
let admin: Session;
beforeAll(async () => {
  stage = await openOidcStage();
  admin = await stage.api.signInAdmin();
});
afterAll(() => stage.stop());

const claimsOf = async (userId: string) => (await stage.api.front.database.read<{ claims: unknown }>('select claims from app_user where user_id = $1', [userId]))[0]?.claims;
const usersWith = (identity: string) => stage.api.front.database.read<{ user_id: string }>('select user_id from user_identity where subject = $1', [identity]);

async function signInAs(name: string) {
  const browser = openSmallBrowser();
  const landing = await stage.landing(name, browser);
  const { data } = await stage.meOf(browser);
  return { browser, landing, user: data?.user };
}

describe('signing in with the identity provider', () => {
  it('when somebody comes for the first time, then she is a user with a session, and goes where she wanted to', async () => {
    const browser = openSmallBrowser();
    const answer = await browser.signIn(`${stage.begin}?returnTo=${encodeURIComponent('/p/x/chat?a=b')}`, ANNA);
    expect({ status: answer.status, to: answer.headers.get('location') }).toEqual({ status: 303, to: '/p/x/chat?a=b' });
    const { data } = await stage.meOf(browser);
    expect(data).toMatchObject({ via: 'session', user: { username: 'anna', email: 'anna@house.example', name: 'Anna', isSystemAdmin: false }, signOutPath: '/api/v1/auth/oidc/logout' });
    expect(await claimsOf(data?.user.userId ?? '')).toEqual({ groups: ['ops'] });
    const sessions = await fetch(`${stage.api.url}/api/v1/auth/sessions`, { headers: { cookie: `gatehouse_session=${browser.cookie('gatehouse_session')}` } });
    expect(await sessions.json()).toMatchObject({ data: { items: [{ method: 'oidc', isCurrent: true }] } });
  });

  it('when she comes again, then she is the same user, as her provider describes her now', async () => {
    const before = await signInAs(ANNA);
    stage.provider.accounts.set(ANNA, { email: 'ANNA.B@house.example', email_verified: true, name: ' Anna\u0007 B. ', preferred_username: 'renamed', organization: 'House', groups: ['dev', 'ops'] });
    const after = await signInAs(ANNA);
    expect(after.user).toEqual({ ...before.user, email: 'anna.b@house.example', name: 'Anna B.', organization: 'House' });
    expect(await claimsOf(after.user?.userId ?? '')).toEqual({ groups: ['dev', 'ops'] });
    stage.provider.accounts.set(ANNA, { groups: [] });
    expect((await signInAs(ANNA)).user).toEqual(after.user); // What is not said any more, changes nothing; claims do.
    expect(await claimsOf(after.user?.userId ?? '')).toEqual({ groups: [] });
  });

  it('when the email address is that of an account that is there, then nobody is signed in and the account is as it was', async () => {
    const { userId } = expectData(await admin.post<{ userId: string }>('/users', { username: 'clara', email: 'clara@house.example', isSystemAdmin: true }), 201);
    stage.provider.accounts.set('sub-mallory', { email: 'Clara@House.example', email_verified: true });
    expect(await signInAs('sub-mallory')).toMatchObject({ landing: '/?signInProblem=email_taken', user: undefined });
    expect(await stage.api.front.database.read('select 1 from user_identity where user_id = $1', [userId])).toEqual([]);
  });

  it('when the email address is not verified, then the new user has none', async () => {
    stage.provider.accounts.set('sub-dora', { email: 'clara@house.example', email_verified: false, preferred_username: 'dora' });
    expect(await signInAs('sub-dora')).toMatchObject({ landing: '/', user: { username: 'dora', email: null } });
  });

  it('when a later address belongs to somebody else, then the person keeps the one that he has', async () => {
    stage.provider.accounts.set('sub-emil', { email: 'emil@house.example', email_verified: true, preferred_username: 'emil' });
    await signInAs('sub-emil');
    stage.provider.accounts.set('sub-emil', { email: 'clara@house.example', email_verified: true });
    expect(await signInAs('sub-emil')).toMatchObject({ landing: '/', user: { email: 'emil@house.example' } });
  });

  it.each([
    ['somebody has it, in capital letters', 'Admin', 'admin-2'],
    ['it is somebody else’s address', 'clara@house.example', 'clara-2'],
    ['it is full of signs', '  ../Zoë <b>O’Neill</b>  ', 'zoe-b-o-neill-b'],
    ['it is only signs', '@@@', 'sub-name-3'],
  ])('when the wanted name cannot be had because %s, then another one is found', async (why, wanted, username) => {
    const subject = `sub-name-${['somebody', 'it is somebody', 'it is full', 'it is only'].findIndex((begin) => why.startsWith(begin))}`;
    stage.provider.accounts.set(subject, { preferred_username: wanted });
    expect((await signInAs(subject)).user?.username).toBe(username);
  });

  it('when claims are too large or no plain values, then they are left out as a whole and the log names them', async () => {
    stage.provider.accounts.set('sub-greta', { preferred_username: 'greta', groups: Array.from({ length: 65 }, (_, index) => `g${index}`), roles: { nested: true } });
    const { user } = await signInAs('sub-greta');
    expect(await claimsOf(user?.userId ?? '')).toEqual({});
    expect(stage.api.logged().join('\n')).toMatch(/claims-left-out.*groups.*roles/);
    stage.provider.accounts.set('sub-greta', { groups: ['x'.repeat(201)], roles: ['fine', 1, true] });
    await signInAs('sub-greta');
    expect(await claimsOf(user?.userId ?? '')).toEqual({ roles: ['fine', 1, true] });
  });

  it('when the person is disabled, then he is not signed in, nor is a token of his taken', async () => {
    stage.provider.accounts.set('sub-hugo', { preferred_username: 'hugo' });
    const { user, browser } = await signInAs('sub-hugo');
    expectData(await admin.patch(`/users/${user?.userId ?? ''}`, { disabled: true }));
    expect((await stage.meOf(browser)).status).toBe(401);
    expect(await signInAs('sub-hugo')).toMatchObject({ landing: '/?signInProblem=disabled', user: undefined });
    const token = await stage.provider.sign({ iss: stage.provider.issuer, aud: AUDIENCE, sub: 'sub-hugo', exp: 9_999_999_999 });
    expect((await stage.meOf(token)).status).toBe(401);
  });

  it('when somebody new comes from several browsers at once, then he is one user', async () => {
    stage.provider.accounts.set('sub-ines', { email: 'ines@house.example', email_verified: true, preferred_username: 'ines' });
    const found = await Promise.all(Array.from({ length: 5 }, () => signInAs('sub-ines')));
    expect(found.map(({ landing }) => landing)).toEqual(Array.from({ length: 5 }, () => '/'));
    expect(new Set(found.map(({ user }) => user?.userId)).size).toBe(1);
    expect(await usersWith('sub-ines')).toHaveLength(1);
  });

  it('when two new people want one name at once, then each has one', async () => {
    for (const name of ['one', 'two', 'three']) stage.provider.accounts.set(`sub-jo-${name}`, { preferred_username: 'jo' });
    const found = await Promise.all(['one', 'two', 'three'].map((name) => signInAs(`sub-jo-${name}`)));
    expect(found.map(({ user }) => user?.username).toSorted()).toEqual(['jo', 'jo-2', 'jo-3']);
  });
});

describe('signing out', () => {
  const logout = async (cookie: string, csrf: string) => fetch(`${stage.api.url}/api/v1/auth/logout`, { method: 'POST', headers: { cookie, 'x-csrf-token': csrf } });
  const onwards = (cookie: string) => fetch(`${stage.api.url}/api/v1/auth/oidc/logout`, { headers: { cookie }, redirect: 'manual' });

  it('when a session began at the provider, then the browser can go on once and sign out there', async () => {
    const { browser } = await signInAs(ANNA);
    const cookie = `gatehouse_session=${browser.cookie('gatehouse_session')}`;
    const { data } = await stage.meOf(browser);
    const answer = await logout(cookie, data?.csrf.token ?? '');
    expect(await answer.json()).toEqual({ code: 0, message: 'success', data: null });
    const [ended, ticket = ''] = answer.headers.getSetCookie();
    expect(ended).toMatch(/^gatehouse_session=; .*HttpOnly.*Max-Age=0/);
    const there = await onwards(ticket.split(';')[0] ?? '');
    const address = new URL(there.headers.get('location') ?? '');
    expect(address.origin).toBe(stage.provider.issuer);
    expect(address.pathname).toBe('/session/end');
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${stage.api.url}/`);
    expect(address.searchParams.get('id_token_hint')).toMatch(/^ey/);
    expect((await onwards(ticket.split(';')[0] ?? '')).headers.get('location')).toBe('/');
    expect((await stage.meOf(browser)).status).toBe(401);
  });

  it('when a link from elsewhere leads there, then nobody is signed out', async () => {
    const { browser } = await signInAs(ANNA);
    const cookie = `gatehouse_session=${browser.cookie('gatehouse_session')}`;
    expect((await onwards(cookie)).headers.get('location')).toBe('/');
    expect((await stage.meOf(browser)).status).toBe(200);
  });

  it('when a session began with a password, then there is nothing to go on to', async () => {
    const person = await createUser(admin);
    expect(person.me.signOutPath).toBeNull();
    expect((await logout(person.cookie, person.me.csrf.token)).headers.getSetCookie()).toHaveLength(1);
  });
});

describe('a program with a token of the provider', () => {
  it('when it comes for the first time, then it is a user of its own', async () => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', resource: AUDIENCE });
    const authorization = `Basic ${Buffer.from(`${ROBOT.id}:${ROBOT.secret}`).toString('base64')}`;
    const answer = await fetch(`${stage.provider.issuer}/token`, { method: 'POST', headers: { authorization }, body: form });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    expect(await stage.meOf(token)).toMatchObject({ status: 200, data: { via: 'token', signOutPath: null, user: { username: ROBOT.id } } });
    expect(await usersWith(ROBOT.id)).toHaveLength(1);
  });

  it('when a token is newer than what is known of its person, then it counts, and an older one takes nothing back', async () => {
    const now = Math.floor(Date.now() / 1000);
    const token = (iat: number, groups: string[]) => stage.provider.sign({ iss: stage.provider.issuer, aud: AUDIENCE, sub: 'sub-robot-2', iat, exp: now + 300, groups });
    const first = await stage.meOf(await token(now - 100, ['ops']));
    const userId = first.data?.user.userId ?? '';
    expect(await claimsOf(userId)).toEqual({ groups: ['ops'] });
    await stage.meOf(await token(now - 50, []));
    expect(await claimsOf(userId)).toEqual({ groups: [] });
    expect((await stage.meOf(await token(now - 100, ['ops']))).status).toBe(200);
    expect(await claimsOf(userId)).toEqual({ groups: [] });
  });
});

describe('a provider that is away', () => {
  it('when it does not answer, then the page and /ready say so, tokens are not judged, and both work once it is back', async () => {
    const other = await openOidcStage();
    const note = async () => ((await (await fetch(`${other.api.url}/ready`)).json()) as { notes: { identityProvider: unknown } }).notes.identityProvider;
    try {
      await other.provider.close();
      expect((await openSmallBrowser().go(other.begin)).headers.get('location')).toBe('/?signInProblem=provider_away');
      const token = await other.provider.sign({ iss: other.provider.issuer, aud: AUDIENCE, sub: ANNA, exp: 9_999_999_999 });
      expect((await other.meOf(token)).status).toBe(503);
      expect(other.api.logged().join('\n')).toContain('identity-provider-away');
      expect(await note()).toMatchObject({ ok: false, detail: expect.stringContaining('does not answer') });
      await other.provider.open();
      other.api.pass(6_000);
      expect(await other.landing(ANNA)).toBe('/');
      expect((await other.meOf(token)).status).toBe(200);
      expect(await note()).toEqual({ ok: true, detail: 'ok' });
    } finally {
      await other.stop();
    }
  });
});

describe('a house without a provider', () => {
  it('when somebody asks for its addresses, then they do not exist', async () => {
    const api = await startApi();
    try {
      const at = (path: string) => fetch(`${api.url}/api/v1${path}`, { redirect: 'manual', headers: { authorization: path === '/auth/me' ? 'Bearer a.b.c' : '' } });
      expect(await (await at('/auth/methods')).json()).toMatchObject({ data: { password: true, oidc: null } });
      for (const path of ['/auth/oidc/login', '/auth/oidc/callback?state=x&code=y', '/auth/oidc/logout']) expect((await at(path)).status).toBe(404);
      expect((await at('/auth/me')).status).toBe(401);
    } finally {
      await api.stop();
    }
  });
});

describe('the limit of requests', () => {
  it('when two tokens of one person call too often together, then both have to wait', async () => {
    const other = await openOidcStage({ HTTP_RATE_PER_MINUTE: '5' });
    try {
      const token = (jti: string, sub = 'sub-busy') => other.provider.sign({ iss: other.provider.issuer, aud: AUDIENCE, sub, jti, exp: 9_999_999_999 });
      const statuses = [];
      for (const jti of ['a', 'b', 'a', 'b', 'a', 'b', 'a']) statuses.push((await other.meOf(await token(jti))).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
      expect((await other.meOf(await token('c', 'sub-calm'))).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});
