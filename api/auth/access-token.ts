import type { IncomingHttpHeaders } from 'node:http';
import { sha256Hex } from '../../platform/digest.ts';
import { mintSecret } from '../../platform/ids.ts';
import type { Front } from '../front.ts';
import type { Caller } from './caller.ts';

const MARK = 'gh_';
const SHOWN = MARK.length + 8;
const TOUCH_AFTER_MS = 60_000;

/** A new token of 256 random bits, the hash to store, and the first characters by which its owner tells it from others. */
export function mintAccessToken(): { token: string; tokenHash: string; prefix: string } {
  const token = `${MARK}${mintSecret()}`;
  return { token, tokenHash: sha256Hex(token), prefix: token.slice(0, SHOWN) };
}

/** Whether a bearer token is one of ours, whoever made it up. */
export const isAccessToken = (token: string): boolean => token.startsWith(MARK);

/** What an Authorization header of the scheme Bearer holds; null where there is none. */
export const readBearer = ({ authorization }: IncomingHttpHeaders): string | null => /^bearer(?: +(.*))?$/i.exec(authorization ?? '')?.slice(1).join('').trim() ?? null;

/** Whose an access token is; null where it is unknown, expired or revoked, or its person is disabled. */
export async function findTokenOwner({ accessTokens, clock }: Pick<Front, 'accessTokens' | 'clock'>, token: string): Promise<Caller | null> {
  const now = clock.now();
  const found = await accessTokens.find(sha256Hex(token), now);
  if (!found) return null;
  const { user, tokenId, expiresAt, scopes, lastUsedAt, passwordChangeRequired } = found;
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > TOUCH_AFTER_MS) await accessTokens.touch(tokenId, now);
  return { ...user, role: null, via: 'token', tokenId, expiresAt, scopes, passwordChangeRequired };
}
