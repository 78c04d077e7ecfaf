import type { Database } from '../database.ts';

/** A way to the identity provider that somebody was sent on, by the hash of what he comes back with. */
export type PendingTrip = { stateHash: string; sealedChecks: Uint8Array; createdAt: Date; expiresAt: Date };

export type OidcSignIns = {
  add(trip: PendingTrip): Promise<void>;
  /** Uses the trip up and answers what was sealed for its return; null where it is unknown, used or too old. Of several at once, one succeeds. */
  take(stateHash: string, now: Date): Promise<Uint8Array | null>;
};

export function createOidcSignIns(database: Database): OidcSignIns {
  return {
    add: async ({ stateHash, sealedChecks, createdAt, expiresAt }) => {
      await database.read('insert into oidc_sign_in (state_hash, sealed_checks, created_at, expires_at) values ($1, $2, $3, $4)', [stateHash, sealedChecks, createdAt, expiresAt]);
    },
    take: async (stateHash, now) => {
      const [taken] = await database.read<{ sealed_checks: Uint8Array; open: boolean }>(
        'delete from oidc_sign_in where state_hash = $1 returning sealed_checks, expires_at > $2 as open',
        [stateHash, now],
      );
      return taken?.open ? taken.sealed_checks : null;
    },
  };
}
