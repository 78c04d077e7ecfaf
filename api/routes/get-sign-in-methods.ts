import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { OIDC_LOGIN_PATH } from '../auth/oidc/redirect-uri.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Tells how people may sign in; whether the identity provider answers is found out when somebody goes there. */
export const getSignInMethods = ({ config: { oidc } }: Front) =>
  endpoint(routes.getSignInMethods, async () => answer({ password: true as const, oidc: oidc && { name: oidc.name, path: OIDC_LOGIN_PATH } }));
