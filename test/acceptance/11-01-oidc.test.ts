import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { Me } from '../../contract/user.ts';
import { caller, createProject, expectData } from '../support/http.ts';
import { AUDIENCE, ROBOT } from '../support/identity-provider.ts';
import { openSmallBrowser, signInThrough } from '../support/provider-sign-in.ts';
import { startOidcHouse, type OidcHouse } from './oidc-house.ts';

const KAI = 'sub-kai';

let oidc: OidcHouse;
beforeAll(async () => {
  oidc = await startOidcHouse();
  oidc.provider.accounts.set(KAI, { email: 'kai@house.example', email_verified: true, name: 'Kai', preferred_username: 'kai' });
}, 120_000);
afterAll(() => oidc.stop());

describe('11.1 signing in with an OpenID provider', () => {
  it('when somebody signs in, then the way there has PKCE, a state and a nonce, and he can work as a member', async () => {
    const { house, provider } = oidc;
    const there = new URL((await openSmallBrowser().go(`${house.url}/api/v1/auth/oidc/login`)).headers.get('location') ?? '');
    expect(there.origin).toBe(provider.issuer);
    expect(Object.fromEntries(there.searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: `${house.url}/api/v1/auth/oidc/callback` });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(there.searchParams.get(name)).toMatch(/^[\w-]{43}$/);

    const kai = await signInThrough(house.url, KAI);
    expect(kai.me).toMatchObject({ via: 'session', user: { username: 'kai', email: 'kai@house.example' } });
    const projectId = await createProject(house.adminSession);
    expectData(await house.adminSession.put(`/projects/${projectId}/members/${kai.me.user.userId}`, { role: 'operator' }));
    expect(expectData(await kai.post<Execution>(`/projects/${projectId}/intents`, { actionId: 'demo.counter.set', inputs: { value: 3 } }))).toMatchObject({ status: 'success', userId: kai.me.user.userId });
  });

  it('when the provider changes its keys, then people can go on signing in', async () => {
    await oidc.provider.rotateKeys();
    expect((await signInThrough(oidc.house.url, KAI)).me.user.username).toBe('kai');
  });

  it('when a program has a token of the provider that is meant for Gatehouse, then it can work without a page', async () => {
    const { house, provider } = oidc;
    const authorization = `Basic ${Buffer.from(`${ROBOT.id}:${ROBOT.secret}`).toString('base64')}`;
    const ask = async (resource?: string) => {
      const form = new URLSearchParams({ grant_type: 'client_credentials', ...(resource !== undefined && { resource }) });
      const answer = await fetch(`${provider.issuer}/token`, { method: 'POST', headers: { authorization }, body: form });
      return ((await answer.json()) as { access_token: string }).access_token;
    };
    const robot = caller(house.url, { authorization: `Bearer ${await ask(AUDIENCE)}` });
    const { user } = expectData(await robot.get<Me>('/auth/me'));
    const projectId = await createProject(house.adminSession);
    expect((await robot.get(`/projects/${projectId}/state`)).status).toBe(404);
    expectData(await house.adminSession.put(`/projects/${projectId}/members/${user.userId}`, { role: 'operator' }));
    const execution = expectData(await robot.post<Execution>(`/projects/${projectId}/intents`, { actionId: 'demo.counter.increment', inputs: {} }));
    expect(execution).toMatchObject({ status: 'success', userId: user.userId });
    expect((await robot.post('/tokens', { name: 'mine' })).status).toBe(403);
    expect((await caller(house.url, { authorization: `Bearer ${await ask()}` }).get('/auth/me')).status).toBe(401); // Meant for nobody.
  });
});
