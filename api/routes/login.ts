import { routes } from '../../contract/routes.ts';
import { verifyPassword } from '../../platform/password.ts';
import { answer } from '../answer.ts';
import { openSession, SESSION_LASTS_MS } from '../auth/login-session.ts';
import { sessionCookie } from '../auth/session-cookie.ts';
import { toMe } from '../auth/to-me.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import type { Throttle } from '../throttle.ts';

/** Signs a person in by name and password. A wrong name and a wrong password answer alike, after the same time. */
export const login = (front: Front) =>
  endpoint(routes.login, async ({ body, headers, address }) => {
    const { config, users, loginThrottle, loginAddressThrottle } = front;
    const attempt = `${body.username}\n${address}`;
    count(loginThrottle, attempt); // Both before the check, so that many guesses at once count as many, and cost no hash.
    count(loginAddressThrottle, address);

    const found = await users.findByLogin(body.username);
    const fits = await verifyPassword(found?.passwordHash ?? null, body.password);
    if (!found || !fits) throw new ProblemError('unauthenticated', 'The name or the password is wrong.');

    loginThrottle.forget(attempt);
    loginAddressThrottle.giveBack(address);
    const { token, caller } = await openSession(front, { ...found, method: 'password' }, { headers, address });
    return answer(toMe(caller, config), { 'Set-Cookie': sessionCookie(token, SESSION_LASTS_MS, { config, headers }) });
  });

function count(throttle: Throttle, key: string): void {
  const retryAfterSeconds = throttle.take(key);
  if (retryAfterSeconds > 0) throw new ProblemError('too_many_requests', `Too many attempts; try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}
