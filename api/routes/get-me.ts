import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { signOutPathOf } from '../auth/oidc/sign-out.ts';
import { toMe } from '../auth/to-me.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Tells the caller who he is, and the token that his calls need. */
export const getMe = (front: Front) => endpoint(routes.getMe, async ({ caller }) => answer(toMe(caller, front.config, await signOutPathOf(front, caller))), { beforePasswordChange: true });
