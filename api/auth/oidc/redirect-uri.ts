import type { Config } from '../../../platform/config.ts';
import { peopleAddressOf } from '../../people-address.ts';

/** Where a sign-in with the identity provider begins. */
export const OIDC_LOGIN_PATH = '/api/v1/auth/oidc/login';

/** Where it comes back to. */
export const OIDC_CALLBACK_PATH = '/api/v1/auth/oidc/callback';

/** Where a sign-out goes on. */
export const OIDC_LOGOUT_PATH = '/api/v1/auth/oidc/logout';

/** The address that has to be registered with the provider for the way back. It never comes from a request. */
export const redirectUri = (config: Config): string => `${peopleAddressOf(config)}${OIDC_CALLBACK_PATH}`;
