import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../../platform/config.ts';
import { isLoopbackHost } from './loopback.ts';

/** The cookie that holds a session's token. */
export const SESSION_COOKIE = 'gatehouse_session';
const MAX_COOKIES = 50;

/** The session token in a Cookie header, null without one. */
export function readSessionToken({ cookie }: IncomingHttpHeaders): string | null {
  const pairs = (cookie ?? '').split(';', MAX_COOKIES).map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1) || null;
}

/** The Set-Cookie line that gives a browser its session: out of reach of scripts, and Secure wherever the page is not on loopback. */
export const sessionCookie = (token: string, maxAgeMs: number, place: Place): string =>
  `${SESSION_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${Math.floor(maxAgeMs / 1000)}${isSecure(place) ? '; Secure' : ''}`;

/** The Set-Cookie line that takes the session away again. */
export const endedCookie = (place: Place): string => sessionCookie('', 0, place);

type Place = { config: Pick<Config, 'publicUrl'>; headers: IncomingHttpHeaders };

/** PUBLIC_URL knows best where the page is; without it, the address that the request used. */
function isSecure({ config, headers }: Place): boolean {
  const host = config.publicUrl === null ? headers.host : URL.parse(config.publicUrl)?.host;
  return !isLoopbackHost(host);
}
