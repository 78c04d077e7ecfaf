import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { OidcSettings } from '../../../platform/oidc-settings.ts';
import { reasonOf } from './reason-of.ts';
import type { KnownProvider } from './known-provider.ts';
import { learnProvider } from './learn-provider.ts';
import { SignInProblem } from './sign-in-problem.ts';

export type IdentityProvider = {
  settings: OidcSettings;
  /** What the provider says of itself; throws the problem `provider_away` where it has never answered. */
  reach(): Promise<KnownProvider>;
  /** Whether it answered when it was last asked, null before that; asks again where it is time to, and waits for nothing. */
  isThere(): boolean | null;
};

const LASTS_MS = 3_600_000;
const RETRY_AFTER_MS = 5_000;

/** A provider that is asked about itself when it is first needed, and each hour again; while it is away, what it said last counts. */
export function createIdentityProvider(settings: OidcSettings, { clock, logger }: { clock: Clock; logger: Logger }): IdentityProvider {
  let known: { provider: KnownProvider; at: number } | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;

  const ask = async (): Promise<void> => {
    try {
      known = { provider: await learnProvider(settings, clock), at: clock.monotonicMs() };
    } catch (error) {
      failedAt = clock.monotonicMs();
      logger.warn('identity-provider-away', 'The identity provider of OIDC_ISSUER does not answer as one; nobody can sign in with it.', { issuer: settings.issuer, reason: reasonOf(error) });
    } finally {
      asking = null;
    }
  };
  const isDue = (now: number): boolean => (known === null || now - known.at >= LASTS_MS) && now - failedAt >= RETRY_AFTER_MS;
  const askWhenDue = async (): Promise<void> => {
    if (isDue(clock.monotonicMs())) await (asking ??= ask());
  };
  return {
    settings,
    reach: async () => {
      await askWhenDue();
      if (known === null) throw new SignInProblem('provider_away', 'it does not answer');
      return known.provider;
    },
    isThere: () => {
      void askWhenDue();
      if (failedAt > (known?.at ?? Number.NEGATIVE_INFINITY)) return false;
      return known === null ? null : true;
    },
  };
}
