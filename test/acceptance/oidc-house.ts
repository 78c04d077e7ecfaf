import { AUDIENCE, CLIENT_ID, CLIENT_SECRET, startIdentityProvider, type TestProvider } from '../support/identity-provider.ts';
import { startHouse, type House } from '../support/house.ts';

/** A whole Gatehouse of its own, with a real identity provider beside it. */
export type OidcHouse = { house: House; provider: TestProvider; stop: () => Promise<void> };

export async function startOidcHouse(overrides: NodeJS.ProcessEnv = {}): Promise<OidcHouse> {
  const provider = await startIdentityProvider();
  try {
    const house = await startHouse({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET, OIDC_AUDIENCE: AUDIENCE, OIDC_NAME: 'Test ID', ...overrides });
    provider.register(house.url);
    return {
      house,
      provider,
      stop: async () => {
        await house.stop();
        await provider.stop();
      },
    };
  } catch (error) {
    await provider.stop();
    throw error;
  }
}
