import { SignInTrip, SignOutTrip } from '../../../contract/oidc-trip.ts';
import { sha256Hex } from '../../../platform/digest.ts';
import { mintSecret } from '../../../platform/ids.ts';
import type { Front } from '../../front.ts';

/** How long somebody may stay at the provider. */
export const TRIP_LASTS_MS = 600_000;

type Trips = Pick<Front, 'oidcSignIns' | 'seal' | 'clock'>;

/** A kind of trip, with what is kept for the return. What is sealed for one kind opens for no other. */
type Kind<T> = { purpose: string; schema: { parse: (value: unknown) => T } };

/** To sign in. */
export const SIGN_IN_TRIP: Kind<SignInTrip> = { purpose: 'oidc sign-in', schema: SignInTrip };

/** To sign out there too. */
export const SIGN_OUT_TRIP: Kind<SignOutTrip> = { purpose: 'oidc sign-out', schema: SignOutTrip };

/** Keeps what a trip needs, sealed and for one use, and answers the name under which it is found again. */
export async function beginTrip<T>({ oidcSignIns, seal, clock }: Trips, { purpose }: Kind<T>, kept: T): Promise<string> {
  const state = mintSecret();
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + TRIP_LASTS_MS);
  await oidcSignIns.add({ stateHash: sha256Hex(`${purpose}\n${state}`), sealedChecks: seal.seal(purpose, JSON.stringify(kept)), createdAt, expiresAt });
  return state;
}

/** What was kept for a trip, which is used up by this; null where there is no such trip, or it took too long. */
export async function endTrip<T>({ oidcSignIns, seal, clock }: Trips, { purpose, schema }: Kind<T>, state: string): Promise<T | null> {
  const sealed = await oidcSignIns.take(sha256Hex(`${purpose}\n${state}`), clock.now());
  return sealed && schema.parse(JSON.parse(seal.open(purpose, sealed).toString('utf8')));
}
