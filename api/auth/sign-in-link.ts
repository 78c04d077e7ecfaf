import type { Request, RequestHandler } from 'express';
import { sha256Hex } from '../../platform/digest.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { throttleAddress } from './authenticate.ts';
import { openSession, SESSION_LASTS_MS } from './login-session.ts';
import { isFromLoopback } from './loopback.ts';
import { sessionCookie } from './session-cookie.ts';
import { deadLinkPage, signInPage } from './sign-in-page.ts';

/** Where a sign-in link leads. */
export const SIGN_IN_LINK_PATH = '/api/v1/auth/link/:token';

/** Shows what the link is for, on this machine alone, and leaves it usable. */
export const showSignInLink =
  (front: Front): RequestHandler =>
  async (req, res) => {
    const { signInLinks, clock } = front;
    const open = await signInLinks.isOpen(tokenHash(front, req), clock.now());
    res
      .status(open ? 200 : 404)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(open ? signInPage() : deadLinkPage());
  };

/** Signs the link's person in and goes to the page; works once, within ten minutes, on this machine alone. */
export const useSignInLink =
  (front: Front): RequestHandler =>
  async (req, res) => {
    const { signInLinks, users, clock, config } = front;
    const link = await signInLinks.consume(tokenHash(front, req), clock.now());
    const found = link && (await users.findById(link.userId));
    res.set('Cache-Control', 'no-store');
    if (!found) {
      res.status(404).type('html').send(deadLinkPage());
      return;
    }
    const { token } = await openSession(front, { ...found, method: 'link' }, { headers: req.headers, address: req.socket.remoteAddress ?? '' });
    res.set('Set-Cookie', sessionCookie(token, SESSION_LASTS_MS, { config, headers: req.headers })).redirect(303, '/');
  };

function tokenHash({ requestThrottle }: Front, req: Request): string {
  throttleAddress(requestThrottle, req);
  if (!isFromLoopback(req.socket.remoteAddress, req.headers)) throw new ProblemError('not_found', 'There is nothing at this address.');
  return sha256Hex(String(req.params['token']));
}
