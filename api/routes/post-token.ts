import type { NewToken } from '../../contract/token.ts';
import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { mintAccessToken } from '../auth/access-token.ts';
import type { Caller } from '../auth/caller.ts';
import { tokenOwner } from '../auth/token-owner.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

const DAY_MS = 86_400_000;

/** Makes an access token. Its secret is in this answer and nowhere else. */
export const postToken = ({ accessTokens, clock, mintId }: Front) =>
  endpoint(routes.postToken, async ({ caller, body }) => {
    const createdAt = clock.now();
    const { token, tokenHash, prefix } = mintAccessToken();
    const expiresAt = endOf(body, caller, createdAt);
    const row = { tokenId: mintId(), userId: tokenOwner(caller, body.userId), name: body.name, prefix, createdAt, expiresAt, scopes: body.scopes ?? null };
    const outcome = await accessTokens.insert({ ...row, tokenHash, createdBy: caller.userId });
    if (outcome === 'nobody') throw new ProblemError('not_found', 'There is no such user, or he is disabled.');
    if (outcome === 'too_many') throw new ProblemError('conflict', 'A person may have 100 access tokens; revoke one first.');
    return answer({ ...row, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null, lastUsedAt: null, token });
  });

/** A token made with another one ends no later than that one, so that none can renew itself for ever. */
function endOf({ expiresInDays }: NewToken, caller: Caller, createdAt: Date): Date | null {
  const asked = expiresInDays === undefined ? null : new Date(createdAt.getTime() + expiresInDays * DAY_MS);
  const latest = caller.via === 'token' ? caller.expiresAt : null;
  if (asked === null || latest === null) return asked ?? latest;
  return asked < latest ? asked : latest;
}
