import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { toMe } from '../auth/to-me.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Tells the caller who he is, and the token that his calls need. */
export const getMe = ({ config }: Front) => endpoint(routes.getMe, async ({ caller }) => answer(toMe(caller, config)), { beforePasswordChange: true });
