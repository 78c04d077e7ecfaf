import type { Database } from '../database.ts';
import { SignInLink } from '../entities/sign-in-link.entity.ts';

export type SignInLinks = {
  /** Stores links by the hashes of their tokens, each for one use; the person's older links end. */
  add(links: { tokenHashes: readonly string[]; userId: string; expiresAt: Date }): Promise<void>;
  /** Whether the link could still be used. */
  isOpen(tokenHash: string, now: Date): Promise<boolean>;
  /** Uses the link up and answers whose it is; null where it is unknown, used or too old. Of several at once, one succeeds. */
  consume(tokenHash: string, now: Date): Promise<{ userId: string } | null>;
};

export function createSignInLinks(database: Database): SignInLinks {
  return {
    add: ({ tokenHashes, userId, expiresAt }) =>
      database.entities().transactional(async (em) => {
        await em.nativeDelete(SignInLink, { userId });
        await em.insertMany(SignInLink, tokenHashes.map((tokenHash) => ({ tokenHash, userId, expiresAt, usedAt: null })));
      }),
    isOpen: async (tokenHash, now) => (await database.entities().count(SignInLink, { tokenHash, usedAt: null, expiresAt: { $gt: now } })) > 0,
    consume: async (tokenHash, now) => {
      const [used] = await database.read<{ user_id: string }>(
        'update sign_in_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning user_id',
        [tokenHash, now],
      );
      return used ? { userId: used.user_id } : null;
    },
  };
}
