import type { Database } from '../database.ts';
import { SignInLink } from '../entities/sign-in-link.entity.ts';

export type SignInLinks = {
  /** Stores a link by the hash of its token; the person's older links end. */
  add(link: { tokenHash: string; userId: string; expiresAt: Date }): Promise<void>;
  /** Whether the link could still be used. */
  isOpen(tokenHash: string, now: Date): Promise<boolean>;
  /** Uses the link up and answers whose it is; null where it is unknown, used or too old. Of several at once, one succeeds. */
  consume(tokenHash: string, now: Date): Promise<{ userId: string } | null>;
};

export function createSignInLinks(database: Database): SignInLinks {
  return {
    add: (link) =>
      database.entities().transactional(async (em) => {
        await em.nativeDelete(SignInLink, { userId: link.userId });
        await em.insert(SignInLink, { ...link, usedAt: null });
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
