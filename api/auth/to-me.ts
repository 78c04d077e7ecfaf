import type { Me, User } from '../../contract/user.ts';
import type { Config } from '../../platform/config.ts';
import type { Caller } from './caller.ts';
import { CSRF_HEADER } from './csrf.ts';

/** What a signed-in person is told about himself and this installation. */
export const toMe = (caller: Caller, { temporal, planLimits }: Config, signOutPath: string | null = null): Me => ({
  user: toUser(caller),
  csrf: { header: CSRF_HEADER, token: caller.via === 'session' ? caller.csrfToken : '' },
  via: caller.via,
  passwordChangeRequired: caller.passwordChangeRequired,
  temporalUiUrl: temporal.uiUrl,
  namespace: temporal.namespace,
  planLimits,
  signOutPath,
});

const toUser = ({ userId, username, email, name, organization, isSystemAdmin }: Caller): User => ({ userId, username, email, name, organization, isSystemAdmin });
