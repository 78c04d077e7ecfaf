import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { tokenOwner } from '../auth/token-owner.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists a person's access tokens, newest first, without their secrets. */
export const listTokens = ({ accessTokens }: Front) =>
  endpoint(routes.listTokens, async ({ caller, query }) => answer(await accessTokens.list(tokenOwner(caller, query.userId), query)));
