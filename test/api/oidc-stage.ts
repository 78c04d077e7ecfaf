import { freePort } from '../../local/free-port.ts';
import { AUDIENCE, CLIENT_ID, CLIENT_SECRET, startIdentityProvider, type TestProvider } from '../support/identity-provider.ts';
import { openSmallBrowser, type SmallBrowser } from '../support/provider-sign-in.ts';
import { startApi, type TestApi } from './start-api.ts';

/** An api with an identity provider of its own, which knows Anna. */
export type OidcStage = {
  api: TestApi;
  provider: TestProvider;
  /** Where a sign-in begins. */
  begin: string;
  /** What `/auth/me` answers to a browser, or to a bearer token. */
  meOf: (credential: SmallBrowser | string) => Promise<{ status: number; data: MeData | null }>;
  /** Where a sign-in of somebody ended: a path of the page. */
  landing: (name: string, browser?: SmallBrowser) => Promise<string | null>;
  stop: () => Promise<void>;
};

type MeData = { user: { userId: string; username: string; email: string | null; name: string | null; organization: string | null }; via: string; signOutPath: string | null; csrf: { token: string } };

export const ANNA = 'sub-anna';

export async function openOidcStage(environment: NodeJS.ProcessEnv = {}): Promise<OidcStage> {
  const port = await freePort();
  const provider = await startIdentityProvider(`http://127.0.0.1:${port}`);
  provider.accounts.set(ANNA, { email: 'anna@house.example', email_verified: true, name: 'Anna', preferred_username: 'anna', groups: ['ops'] });
  const api = await startApi({ PORT: String(port), OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET, OIDC_AUDIENCE: AUDIENCE, ...environment });
  const begin = `${api.url}/api/v1/auth/oidc/login`;
  return {
    ...{ api, provider, begin },
    meOf: async (credential) => {
      const headers = typeof credential === 'string' ? { authorization: `Bearer ${credential}` } : { cookie: `gatehouse_session=${credential.cookie('gatehouse_session') ?? ''}` };
      const answer = await fetch(`${api.url}/api/v1/auth/me`, { headers });
      const body = (await answer.json()) as { data: MeData | null };
      return { status: answer.status, data: body.data };
    },
    landing: async (name, browser = openSmallBrowser()) => (await browser.signIn(begin, name)).headers.get('location'),
    stop: async () => {
      await api.stop();
      await provider.stop();
    },
  };
}
