import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../platform/config.ts';

const REGISTERED = { OIDC_ISSUER: 'https://id.example/', OIDC_CLIENT_ID: 'gatehouse', OIDC_CLIENT_SECRET: 'very-secret' };

describe('the settings of the identity provider', () => {
  it('when nothing is set, then there is none', () => {
    expect(readConfig({}).oidc).toBeNull();
  });

  it('when it is registered, then the rest has defaults, and the issuer stays as it is written', () => {
    expect(readConfig(REGISTERED).oidc).toEqual({ issuer: 'https://id.example/', clientId: 'gatehouse', clientSecret: 'very-secret', audience: null, scopes: 'openid email profile', claims: ['groups', 'roles'], name: null });
  });

  it('when more is set, then it is taken over', () => {
    const more = { OIDC_AUDIENCE: 'api://gatehouse', OIDC_SCOPES: 'openid  groups', OIDC_CLAIMS: 'groups, https://id.example/roles', OIDC_NAME: 'Example ID' };
    expect(readConfig({ ...REGISTERED, ...more }).oidc).toMatchObject({ audience: 'api://gatehouse', scopes: 'openid groups', claims: ['groups', 'https://id.example/roles'], name: 'Example ID' });
  });

  it.each(['http://127.0.0.1:9000', 'http://localhost:9000/realm', 'http://[::1]:9000'])('when the issuer is %s, then plain http is good enough', (issuer) => {
    expect(readConfig({ ...REGISTERED, OIDC_ISSUER: issuer }).oidc?.issuer).toBe(issuer);
  });

  it.each([
    ['one of the three is absent', { OIDC_CLIENT_SECRET: '' }, 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together; expected OIDC_CLIENT_SECRET as well.'],
    ['there is an audience alone', { OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '', OIDC_AUDIENCE: 'x' }, 'expected OIDC_ISSUER and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET as well'],
    ['the issuer is plain http elsewhere', { OIDC_ISSUER: 'http://id.example' }, 'OIDC_ISSUER is "http://id.example"; expected an https URL'],
    ['the issuer is http on a host that only looks like loopback', { OIDC_ISSUER: 'http://localhost.evil.example' }, 'expected an https URL'],
    ['the issuer has a query', { OIDC_ISSUER: 'https://id.example?x=1' }, 'expected an https URL'],
    ['the issuer has a password', { OIDC_ISSUER: 'https://a:b@id.example' }, 'expected an https URL'],
    ['the scopes lack openid', { OIDC_SCOPES: 'email profile' }, 'openid among them'],
    ['a claim is a name that objects have', { OIDC_CLAIMS: 'groups,__proto__' }, 'OIDC_CLAIMS is'],
    ['there are too many claims', { OIDC_CLAIMS: Array.from({ length: 21 }, (_, index) => `c${index}`).join(',') }, 'at most 20 names'],
    ['the name is long', { OIDC_NAME: 'x'.repeat(41) }, 'at most 40 characters'],
  ])('when %s, then the start stops with a sentence', (_when, change, sentence) => {
    expect(() => readConfig({ ...REGISTERED, ...change })).toThrow(sentence);
  });

  it('when a value is wrong, then one sentence says so', () => {
    expect(() => readConfig({ ...REGISTERED, OIDC_ISSUER: 'id.example' })).toThrow(expect.objectContaining({ problems: [expect.stringContaining('OIDC_ISSUER is "id.example"')] }));
  });

  it('when something is wrong, then the secret is not in what is said', () => {
    expect(() => readConfig({ ...REGISTERED, OIDC_CLIENT_ID: '' })).toThrow(expect.objectContaining({ message: expect.not.stringContaining('very-secret') }));
  });
});
