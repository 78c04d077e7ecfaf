import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

/** Revokes an access token at once: the caller's own, or for a system admin anybody's. */
export const deleteToken = ({ accessTokens, clock }: Front) =>
  endpoint(routes.deleteToken, async ({ caller, params: { tokenId } }) => {
    const revoked = await accessTokens.revoke(tokenId, caller.isSystemAdmin ? null : caller.userId, { actorId: caller.userId, at: clock.now() });
    if (!revoked) throw new ProblemError('not_found', 'There is no such access token.');
    return answer(null);
  });
