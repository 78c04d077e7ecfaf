import { hostname } from 'node:os';
import { z } from 'zod';
import { routes } from '../contract/routes.ts';
import { createClient, send, type Client, type Credential } from './client.ts';
import { CommandError } from './command-error.ts';
import type { Login } from './saved-logins.ts';
import { mintId } from '../platform/ids.ts';

/** How long what a login keeps is good for. */
export const TOKEN_LASTS_DAYS = 90;
const REFUSAL = z.object({ detail: z.string(), requestId: z.string() });

/** Signs in with a name and a password, and makes an access token of the session, which is ended. */
export async function signInWithPassword(url: string, { username, password }: { username: string; password: string }): Promise<Login> {
  const answer = await send(`${url}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) });
  if (!answer.ok) throw await refusalOf(answer);
  return exchangeSession(url, cookieOf(answer));
}

/** As `signInWithPassword`, with a one-time sign-in link of the Gatehouse on this computer, which is used up. */
export async function signInWithLink(link: string): Promise<{ url: string; login: Login }> {
  const address = URL.parse(link);
  if (address === null || !/^\/api\/v1\/auth\/link\/[\w-]+$/.test(address.pathname)) throw new CommandError('That is no sign-in link of Gatehouse.');
  const answer = await send(address.href, { method: 'POST' });
  if (answer.status >= 400) throw new CommandError("The sign-in link was used before, or is older than ten minutes; 'npm start' makes a new one.");
  return { url: address.origin, login: await exchangeSession(address.origin, cookieOf(answer)) };
}

async function exchangeSession(url: string, cookie: string): Promise<Login> {
  const signedIn = (credential: Credential): Client => createClient({ url, credential, mintRequestId: mintId });
  const { user, csrf, passwordChangeRequired } = await signedIn({ cookie }).call(routes.getMe, {});
  if (passwordChangeRequired) throw new CommandError(`${user.username} has to choose a new password first; sign in at ${url} to do so.`);
  const client = signedIn({ cookie, [csrf.header]: csrf.token });
  const { tokenId, token } = await client.call(routes.postToken, { body: { name: `gatehouse login on ${hostname()}`.slice(0, 100), expiresInDays: TOKEN_LASTS_DAYS } });
  await client.call(routes.logout, {});
  if (token === null) throw new CommandError('The answer holds no token.');
  return { token, tokenId, username: user.username };
}

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');

async function refusalOf(answer: Response): Promise<CommandError> {
  const refusal = REFUSAL.safeParse(await answer.json().catch(() => null));
  return new CommandError(refusal.success ? `${refusal.data.detail} (${answer.status}, requestId ${refusal.data.requestId})` : `What answers there is not Gatehouse (${answer.status}).`);
}
