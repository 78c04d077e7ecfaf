import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOST_COOKIE, SESSION_COOKIE } from '../../api/auth/session-cookie.ts';
import { sharedHouse, type HouseFacts } from '../support/house.ts';
import { createMember, createProject, createUser, signIn, type Session } from '../support/http.ts';
import { openBeside, startApi, type Beside } from './beside.ts';

const ALLOWED = 'https://ops.example';
const PUBLIC = 'https://gate.example';
const CORS = ['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-allow-methods', 'access-control-allow-headers'];
const NEVER_TOLD = ['server', 'x-powered-by', 'x-aspnet-version', 'via'];

let house: HouseFacts & { adminSession: Session };
/** The same house as an operator would put it where others reach it. */
let opened: Beside;

beforeAll(async () => {
  house = await sharedHouse();
  opened = await openBeside(house, { ALLOWED_ORIGINS: ALLOWED, PUBLIC_URL: PUBLIC });
  await startApi(opened);
});
afterAll(() => opened.stop());

const corsOf = ({ headers }: Response) => CORS.map((name) => headers.get(name));
const ask = (url: string, origin: string, method = 'GET') =>
  fetch(url, { method, headers: { origin, cookie: house.adminSession.cookie, ...(method === 'OPTIONS' ? { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-csrf-token' } : {}) } });

describe('10.4 CORS by ALLOWED_ORIGINS', () => {
  const paths = ['/api/v1/auth/me', '/api/v1/projects', '/api/v1/auth/login', '/api/v1/openapi.json', '/codec/decode', '/health', '/metrics', '/', '/docs'];

  it.each(paths)('when none are set, then no other origin may read %s', async (path) => {
    for (const origin of [ALLOWED, house.url, 'null', 'https://evil.example']) {
      for (const method of ['GET', 'OPTIONS']) expect(corsOf(await ask(`${house.url}${path}`, origin, method))).toEqual([null, null, null, null]);
    }
  });

  it('when an origin is set, then it alone may call with the session, and its preflight is answered', async () => {
    const answer = await ask(`${opened.url}/api/v1/projects`, ALLOWED);
    expect(corsOf(answer).slice(0, 2)).toEqual([ALLOWED, 'true']);
    expect(answer.headers.get('vary')).toContain('Origin');
    const preflight = await ask(`${opened.url}/api/v1/projects`, ALLOWED, 'OPTIONS');
    expect(preflight.status).toBe(204);
    expect(corsOf(preflight)).toEqual([ALLOWED, 'true', expect.stringContaining('DELETE'), expect.stringMatching(/X-CSRF-Token/i)]);
  });

  it('when an answer is a problem, then the allowed origin can read it too', async () => {
    const answer = await ask(`${opened.url}/api/v1/projects/none`, ALLOWED);
    expect([answer.ok, corsOf(answer)[0]]).toEqual([false, ALLOWED]);
  });

  it.each(['null', 'https://evil.example', 'http://ops.example', 'https://ops.example:444', 'https://ops.example.evil.example', 'https://evil-ops.example', 'HTTPS://OPS.EXAMPLE', '*', `${ALLOWED}/`, `${ALLOWED},https://evil.example`])(
    'when the origin is %s, then it is told nothing',
    async (origin) => {
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await ask(`${opened.url}/api/v1/projects`, origin, method);
        expect(corsOf(answer)).toEqual([null, null, null, null]);
        expect(answer.headers.get('vary')).toContain('Origin'); // Or a cache would hand one origin's answer to another.
      }
    },
  );

  it.each(['/codec/decode', '/health', '/docs', '/'])('when an origin is set, then %s is still for nobody else', async (path) => {
    expect(corsOf(await ask(`${opened.url}${path}`, ALLOWED))[0]).toBeNull();
  });
});

describe('10.4 Calls that another page sends', () => {
  const body = JSON.stringify({ name: 'Sent by another page' });
  const names = async () => JSON.stringify((await house.adminSession.get('/projects?limit=200')).body.data);

  it.each([
    ['no CSRF token', 'application/json', {}, 403],
    ['a made-up CSRF token', 'application/json', { 'x-csrf-token': 'made-up' }, 403],
    ['an empty CSRF token', 'application/json', { 'x-csrf-token': '' }, 403],
    ['a form', 'application/x-www-form-urlencoded', {}, 403],
    ['a form with files', 'multipart/form-data; boundary=x', {}, 403],
    ['JSON that says it is text', 'text/plain', {}, 403],
    ['no type at all', '', {}, 403],
  ])('when it is sent with %s, then it is refused and nothing happens', async (_when, type, headers, status) => {
    const answer = await fetch(`${house.url}/api/v1/projects`, { method: 'POST', headers: { cookie: house.adminSession.cookie, 'content-type': type, ...headers }, body: new Blob([body]) });
    expect(answer.status).toBe(status);
    expect(await names()).not.toContain('Sent by another page');
  });

  it("when it carries the token of another session of the same person, then it is refused, and with the session's own it passes", async () => {
    const other = await signIn(house.url, { username: 'admin', password: house.adminPassword });
    const call = (token: string) => fetch(`${house.url}/api/v1/auth/password`, { method: 'POST', headers: { cookie: house.adminSession.cookie, 'content-type': 'application/json', 'x-csrf-token': token }, body: '{}' });
    expect((await call(other.me.csrf.token)).status).toBe(403);
    expect((await call(house.adminSession.me.csrf.token)).status).toBe(422);
  });

  it('when a session is sent along with a token that does not work, then the token decides', async () => {
    expect((await house.adminSession.get('/auth/me', undefined, { authorization: 'Bearer gh_made-up' })).status).toBe(401);
  });

  it('when a GET could change something, then there is no such route', async () => {
    const projectId = await createProject(house.adminSession);
    for (const path of ['lock', 'archive', 'stop', 'purge', 'revert']) expect((await house.adminSession.get(`/projects/${projectId}/${path}`)).status).toBe(404);
  });
});

describe('10.4 The session cookie', () => {
  const login = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ username: 'admin', password: house.adminPassword }) });

  it('when the page is on loopback, then scripts and other sites do not get it', async () => {
    expect((await login(house.url)).headers.getSetCookie()).toEqual([expect.stringMatching(new RegExp(`^${SESSION_COOKIE}=[^;]+; Path=/; HttpOnly; SameSite=Lax; Max-Age=\\d+$`))]);
  });

  it('when the page is elsewhere, then it is bound to that host and to https', async () => {
    expect((await login(opened.url)).headers.getSetCookie()).toEqual([expect.stringMatching(new RegExp(`^${HOST_COOKIE}=[^;]+; Path=/; HttpOnly; SameSite=Lax; Max-Age=\\d+; Secure$`))]);
  });

  it('when another host of the domain sets one of the plain name, then it is not looked at', async () => {
    const [cookie = ''] = (await login(opened.url)).headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
    const me = async (header: string) => (await fetch(`${opened.url}/api/v1/auth/me`, { headers: { cookie: header } })).status;
    expect(await me(cookie)).toBe(200);
    expect(await me(cookie.replace(HOST_COOKIE, SESSION_COOKIE))).toBe(401);
    expect(await me(`${SESSION_COOKIE}=planted; ${cookie}`)).toBe(200);
  });

  it('when one signs out, then it is taken away, and what was kept of it is worth nothing', async () => {
    const person = await createUser(house.adminSession);
    const answer = await person.post('/auth/logout');
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(new RegExp(`^${SESSION_COOKIE}=; .*Max-Age=0`))]);
    expect((await person.get('/auth/me')).status).toBe(401);
  });
});

describe('10.4 Headers', () => {
  const link = '/api/v1/auth/link/made-up';

  it.each(['/', '/docs', '/openapi.json', '/sign-in', link, '/api/v1/auth/me', '/api/v1/nowhere', '/nowhere', '/health', '/ready'])('when %s is answered, then nothing may frame, load into or guess at it, and no version is told', async (path) => {
    const { headers } = await fetch(`${house.url}${path}`, { headers: { accept: 'text/html' } });
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*form-action 'self'.*frame-ancestors 'none'.*object-src 'none'.*script-src 'self';/);
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe|\*/);
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('cross-origin-opener-policy')]).toEqual(['nosniff', 'no-referrer', 'same-origin']);
    expect(NEVER_TOLD.filter((name) => headers.has(name))).toEqual([]);
    expect(headers.get('x-request-id')).not.toBeNull();
  });

  it('when the public address is https, then browsers are told to stay there, and else not', async () => {
    expect((await fetch(`${opened.url}/health`)).headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
    expect((await fetch(`${house.url}/health`)).headers.get('strict-transport-security')).toBeNull();
  });

  it('when an answer holds what is the caller’s own, then no cache keeps it', async () => {
    const projectId = await createProject(house.adminSession);
    const member = await createMember(house.adminSession, projectId, 'admin');
    const answers = [
      ...(await Promise.all(['/auth/me', '/tokens', '/projects', `/projects/${projectId}/state`, `/projects/${projectId}/policy`, '/projects/none', '/nowhere'].map((path) => member.get(path)))),
      await member.post('/tokens', { name: 'Shown once' }),
      await member.post('/tokens', {}),
    ];
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(answers.map(() => 'no-store'));
    expect((await login401()).headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${house.url}${link}`)).headers.get('cache-control')).toBe('no-store');
  });

  const login401 = () => fetch(`${house.url}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"username":"admin","password":"wrong"}' });
});
