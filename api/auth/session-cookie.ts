import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../../platform/config.ts';
import { isLoopbackHost } from './loopback.ts';

const HOST_PREFIX = '__Host-';

/** The cookie that holds a session's token where the page is on loopback. */
export const SESSION_COOKIE = 'gatehouse_session';

/** The same elsewhere. Browsers take a cookie of this prefix only over https and from this very host, so no other host of its domain can put one here. */
export const HOST_COOKIE = `${HOST_PREFIX}${SESSION_COOKIE}` as const;
const MAX_COOKIES = 50;

/** Where a request finds the page: what is configured, and what the request says. */
export type Place = { config: Pick<Config, 'publicUrl'>; headers: IncomingHttpHeaders };

/** The session token in a Cookie header, null without one. */
export const readSessionToken = (place: Place): string | null => readCookie(SESSION_COOKIE, place);

/** The Set-Cookie line that gives a browser its session. */
export const sessionCookie = (token: string, maxAgeMs: number, place: Place): string => writeCookie(SESSION_COOKIE, token, maxAgeMs, place);

/** The Set-Cookie line that takes the session away again. */
export const endedCookie = (place: Place): string => sessionCookie('', 0, place);

/** The value of one of our cookies, null without it. */
export function readCookie(name: string, place: Place): string | null {
  const known = nameAt(name, place);
  const pairs = (place.headers.cookie ?? '').split(';', MAX_COOKIES).map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${known}=`))?.slice(known.length + 1) || null;
}

/** The Set-Cookie line of one of our cookies: out of reach of scripts, and Secure wherever the page is not on loopback. */
export const writeCookie = (name: string, value: string, maxAgeMs: number, place: Place): string =>
  `${nameAt(name, place)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${Math.floor(maxAgeMs / 1000)}${isSecure(place) ? '; Secure' : ''}`;

const nameAt = (name: string, place: Place): string => (isSecure(place) ? `${HOST_PREFIX}${name}` : name);

/** PUBLIC_URL knows best where the page is; without it, the address that the request used. */
function isSecure({ config, headers }: Place): boolean {
  const host = config.publicUrl === null ? headers.host : URL.parse(config.publicUrl)?.host;
  return !isLoopbackHost(host);
}
