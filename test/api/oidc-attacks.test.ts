import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, exportSPKI, SignJWT } from 'jose';
import { returnPath } from '../../api/auth/oidc/return-path.ts';
import { AUDIENCE, CLIENT_ID, createKey, type SigningKey } from '../support/identity-provider.ts';
import { openSmallBrowser } from '../support/provider-sign-in.ts';
import { ANNA, openOidcStage, type OidcStage } from './oidc-stage.ts';

type Claims = Record<string, unknown>;
/** Makes a token of what a good one would say. */
type Forge = (claims: Claims) => Promise<string> | string;

const seconds = (): number => Math.floor(Date.now() / 1000);
const without = (claims: Claims, name: string): Claims => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

let stage: OidcStage;
let stranger: SigningKey;
beforeAll(async () => {
  stage = await openOidcStage();
  stranger = await createKey();
});
afterAll(() => stage.stop());

const sign = (claims: Claims, header: Record<string, unknown> = {}, key?: SigningKey): Promise<string> => stage.provider.sign(claims, { header, ...(key && { key }) });
const publicKey = () => exportSPKI(stage.provider.key().publicKey);
const own = () => ({ kid: stage.provider.key().jwk.kid });

/** What no token may be, whatever it is for. */
const forgeries: [string, Forge][] = [
  ['is not signed', (claims) => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(claims)}.`],
  ['is not signed and says NoNe', (claims) => `${encode({ alg: 'NoNe', typ: 'at+jwt' })}.${encode(claims)}.AA`],
  ['has the signature of another token', async (claims) => `${(await sign({ ...claims, name: 'x' })).split('.').slice(0, 2).join('.')}.${(await sign(claims)).split('.')[2] ?? ''}`],
  ['has HS256 with the public key as its secret', async (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...own() }).sign(Buffer.from(await publicKey()))],
  ['has HS256 with the client secret', (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).sign(Buffer.from('a-secret-of-the-tests-alone-0123456789'))],
  ['is signed by another key under the right id', (claims) => sign(claims, own(), stranger)],
  ['is signed by a key that nobody publishes', (claims) => sign(claims, {}, stranger)],
  ['brings its own key along', (claims) => sign(claims, { jwk: { kty: 'RSA', n: stranger.jwk.n, e: stranger.jwk.e } }, stranger)],
  ['brings the address of its own keys along', (claims) => sign(claims, { jku: 'http://127.0.0.1:1/jwks', kid: stranger.jwk.kid }, stranger)],
  ['brings a certificate along', (claims) => sign(claims, { x5u: 'http://127.0.0.1:1/cert', x5c: ['AAAA'] }, stranger)],
  ['has a critical header that nobody knows', async (claims) => `${encode({ alg: 'RS256', typ: 'at+jwt', crit: ['exp'], ...own() })}.${encode(claims)}.AAAA`],
  ['is of another issuer', (claims) => sign({ ...claims, iss: 'https://evil.example' })],
  ['is of the issuer with a slash more', (claims) => sign({ ...claims, iss: `${stage.provider.issuer}/` })],
  ['is of no issuer', (claims) => sign(without(claims, 'iss'))],
  ['is for another audience', (claims) => sign({ ...claims, aud: 'https://other.example' })],
  ['is for no audience', (claims) => sign(without(claims, 'aud'))],
  ['has expired', (claims) => sign({ ...claims, exp: seconds() - 120 })],
  ['never expires', (claims) => sign(without(claims, 'exp'))],
  ['expires at a text', (claims) => sign({ ...claims, exp: '9999999999' })],
  ['begins later', (claims) => sign({ ...claims, nbf: seconds() + 300 })],
  ['names nobody', (claims) => sign(without(claims, 'sub'))],
  ['has an empty subject', (claims) => sign({ ...claims, sub: '' })],
];

describe('a bearer token', () => {
  const good = (): Claims => ({ iss: stage.provider.issuer, aud: AUDIENCE, sub: ANNA, iat: seconds(), exp: seconds() + 300 });

  it('when it is as it should be, then its person calls', async () => {
    expect(await stage.meOf(await sign(good()))).toMatchObject({ status: 200, data: { via: 'token', user: { username: 'sub-anna' } } });
    expect((await stage.meOf(await sign({ ...good(), aud: ['https://other.example', AUDIENCE] }))).status).toBe(200);
    expect((await stage.meOf(await sign({ ...good(), exp: seconds() - 30 }))).status).toBe(200); // Clocks may be a minute apart.
    expect((await stage.meOf(await sign(good(), { typ: 'JWT' }))).status).toBe(200);
  });

  const more: [string, Forge][] = [
    ['is for the client alone', (claims) => sign({ ...claims, aud: CLIENT_ID })],
    ['carries a nonce, as ID tokens do', (claims) => sign({ ...claims, nonce: 'n' })],
    ['carries the hash of another token, as ID tokens do', (claims) => sign({ ...claims, at_hash: 'h' })],
    ['calls itself an ID token', (claims) => sign({ ...claims, typ: 'ID' })],
    ['is a logout token', (claims) => sign(claims, { typ: 'logout+jwt' })],
    ['has no type', (claims) => sign(claims, { typ: undefined })],
    ['is huge', (claims) => sign({ ...claims, padding: 'x'.repeat(9_000) })],
    ['has five parts', async (claims) => `${await sign(claims)}.AA.AA`],
    ['is no token at all', () => 'abc'],
    ['is two dots', () => '..'],
    ['pretends to be ours', async (claims) => `gh_${await sign(claims)}`],
  ];
  it.each([...forgeries, ...more])('when it %s, then it is refused', async (_when, forge) => {
    expect((await stage.meOf(await forge(good()))).status).toBe(401);
  });

  it('when it is longer than any header, then the connection refuses it', async () => {
    const answer = await fetch(`${stage.api.url}/api/v1/auth/me`, { headers: { authorization: `Bearer ${'x'.repeat(100_000)}` } });
    expect(answer.status).toBe(431);
  });

  it('when somebody makes up many key ids, then the keys are read again at most each half minute', async () => {
    stage.api.pass(31_000);
    const before = stage.provider.keyReads();
    for (let count = 0; count < 20; count += 1) await stage.meOf(await sign(good(), { kid: `made-up-${count}` }, stranger));
    expect(stage.provider.keyReads() - before).toBeLessThanOrEqual(1);
  });

  it('when the provider changes its keys, then the new one works without a restart and the old one no more', async () => {
    const old = await sign(good());
    expect((await stage.meOf(old)).status).toBe(200);
    stage.api.pass(31_000);
    await stage.provider.rotateKeys();
    expect((await stage.meOf(await sign(good()))).status).toBe(200);
    expect((await stage.meOf(old)).status).toBe(401);
  });

  it('when it is used for what concerns credentials or the whole house, then it is forbidden', async () => {
    const authorization = `Bearer ${await sign(good())}`;
    const call = async (method: string, path: string, body?: unknown) =>
      (await fetch(`${stage.api.url}/api/v1${path}`, { method, headers: { authorization, 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) })).status;
    expect(await call('GET', '/tokens')).toBe(403);
    expect(await call('POST', '/tokens', { name: 'x' })).toBe(403);
    expect(await call('GET', '/auth/sessions')).toBe(403);
    expect(await call('DELETE', '/auth/sessions')).toBe(403);
    expect(await call('POST', '/auth/password', { currentPassword: 'x', newPassword: 'y'.repeat(12) })).toBe(403);
    expect(await call('POST', '/auth/logout')).toBe(403);
    expect(await call('GET', '/users')).toBe(403);
    expect(await call('GET', '/projects')).toBe(200);
  });
});

describe('an ID token on the way back', () => {
  const problem = '/?signInProblem=refused';
  const more: [string, Forge][] = [
    ['has another nonce', (claims) => sign({ ...claims, nonce: 'another' })],
    ['has no nonce', (claims) => sign(without(claims, 'nonce'))],
    ['was issued tomorrow', (claims) => sign({ ...claims, iat: 'tomorrow' })],
    ['is of another person than the user info', (claims) => sign({ ...claims, sub: 'sub-bert' })],
    ['is missing', () => ''],
  ];
  it.each([...forgeries, ...more])('when it %s, then nobody is signed in', async (_when, forge) => {
    stage.provider.tamper(async ({ id_token = '', ...tokens }) => ({ ...tokens, id_token: await forge(decodeJwt(id_token)) }));
    const browser = openSmallBrowser();
    const landing = await stage.landing(ANNA, browser);
    stage.provider.tamper(null);
    expect(landing).toBe(problem);
    expect(browser.cookie('gatehouse_session')).toBeUndefined();
  });

  it('when it is as it should be, then she is signed in', async () => {
    const browser = openSmallBrowser();
    expect(await stage.landing(ANNA, browser)).toBe('/');
    expect(await stage.meOf(browser)).toMatchObject({ status: 200, data: { via: 'session' } });
  });
});

describe('the way back', () => {
  const landingOf = async (address: string, browser = openSmallBrowser()) => (await browser.go(address)).headers.get('location');

  it.each(['', '?', '?state=', '?state=x&code=y', '?code=y', '?error=access_denied', '?state[]=a&state[]=b'])('when it is called with %s, then no sign-in waits for that', async (query) => {
    expect(await landingOf(`${stage.api.url}/api/v1/auth/oidc/callback${query}`)).toBe('/?signInProblem=expired');
  });

  it('when its state is longer than any, then no sign-in waits for that', async () => {
    expect(await landingOf(`${stage.api.url}/api/v1/auth/oidc/callback?state=${'x'.repeat(500)}&code=y`)).toBe('/?signInProblem=expired');
  });

  it('when another browser follows it, then that one is not signed in, and nobody else is afterwards', async () => {
    const browser = openSmallBrowser();
    const callback = await browser.untilCallback(stage.begin, ANNA);
    const other = openSmallBrowser();
    expect(await landingOf(callback, other)).toBe('/?signInProblem=other_browser');
    expect(other.cookie('gatehouse_session')).toBeUndefined();
    expect(await landingOf(callback, browser)).toBe('/?signInProblem=expired');
  });

  it('when the victim follows the way back of an attacker, then the victim is not signed in as him', async () => {
    const victim = openSmallBrowser();
    await victim.go(stage.begin); // A sign-in of his own is under way.
    expect(await landingOf(await openSmallBrowser().untilCallback(stage.begin, ANNA), victim)).toBe('/?signInProblem=other_browser');
  });

  it('when it is followed twice, then the second time nothing waits for it', async () => {
    const browser = openSmallBrowser();
    const callback = await browser.untilCallback(stage.begin, ANNA);
    expect(await landingOf(callback, browser)).toBe('/');
    expect(await landingOf(callback, browser)).toBe('/?signInProblem=expired');
  });

  it('when a code is used again under a state of its own, then it is refused', async () => {
    const first = openSmallBrowser();
    const used = new URL(await first.untilCallback(stage.begin, ANNA));
    expect(await landingOf(used.href, first)).toBe('/');
    const second = openSmallBrowser();
    const fresh = new URL(await second.untilCallback(stage.begin, ANNA));
    fresh.searchParams.set('code', used.searchParams.get('code') ?? '');
    expect(await landingOf(fresh.href, second)).toBe('/?signInProblem=refused');
  });

  it('when the code was asked for with another PKCE challenge, then it is refused', async () => {
    const browser = openSmallBrowser();
    const address = new URL((await browser.go(stage.begin)).headers.get('location') ?? '');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', scope: 'openid email profile' });
    address.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    expect(await landingOf(await browser.untilCallback(address.href, ANNA), browser)).toBe('/?signInProblem=refused');
  });

  it('when it names another issuer, then it is refused', async () => {
    const browser = openSmallBrowser();
    const callback = new URL(await browser.untilCallback(stage.begin, ANNA));
    callback.searchParams.set('iss', 'https://evil.example');
    expect(await landingOf(callback.href, browser)).toBe('/?signInProblem=refused');
  });

  it('when the provider reports an error with a text, then the text goes nowhere', async () => {
    const browser = openSmallBrowser();
    const state = new URL((await browser.go(stage.begin)).headers.get('location') ?? '').searchParams.get('state');
    const iss = encodeURIComponent(stage.provider.issuer);
    const answer = await browser.go(`${stage.api.url}/api/v1/auth/oidc/callback?state=${state}&iss=${iss}&error=access_denied&error_description=<script>alert(1)</script>`);
    expect(answer.headers.get('location')).toBe('/?signInProblem=cancelled');
    expect(await answer.text()).not.toContain('script');
  });

  it('when more than ten minutes have passed, then it is too late', async () => {
    const browser = openSmallBrowser();
    const callback = await browser.untilCallback(stage.begin, ANNA);
    stage.api.pass(601_000);
    expect(await landingOf(callback, browser)).toBe('/?signInProblem=expired');
  });
});

describe('returnPath', () => {
  it.each(['/', '/p/1/chat', '/p/1/executions?status=rejected&q=a%20b#row-3', '/p/%2F/x'])('when %s is asked for, then it leads there', (asked) => {
    expect(returnPath(asked)).toBe(asked);
  });

  it.each([
    ...['//evil.example', '///evil.example', 'https://evil.example', 'https:evil.example', 'javascript:alert(1)', '\\\\evil.example', '/\\evil.example', '\\/evil.example'],
    ...['/%2F/evil.example', '/%2fevil.example', '/%5Cevil.example', '/%5c%5cevil.example', '/\t/evil.example', '/\n/evil.example', '/\r\nSet-Cookie: a=b', '/./\\evil', '/x/..//evil.example'],
    ...['/.//evil.example', ' //evil.example', 'evil.example', '', '/api/v1/auth/oidc/logout', '/api', '/API/v1', '/x/../api/v1/auth/oidc/login', '/codec/decode', '/ü', '/\0'],
    ...[undefined, 5, ['/a', '//evil.example'], { a: '/x' }],
  ])('when %j is asked for, then it leads home', (asked) => {
    expect(returnPath(asked)).toBe('/');
  });

  it('when it is longer than any address of the page, then it leads home', () => {
    expect(returnPath(`/${'x'.repeat(3_000)}`)).toBe('/');
  });
});
