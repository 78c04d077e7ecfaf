import type { Me } from '../../contract/user.ts';
import type { Config } from '../../platform/config.ts';
import type { Caller } from './caller.ts';
import { CSRF_HEADER } from './csrf.ts';

/** What a signed-in person is told about himself and this installation. */
export const toMe = ({ userId, username, email, name, organization, isSystemAdmin, csrfToken, via, passwordChangeRequired }: Caller, { temporal, planLimits }: Config): Me => ({
  user: { userId, username, email, name, organization, isSystemAdmin },
  csrf: { header: CSRF_HEADER, token: csrfToken },
  via,
  passwordChangeRequired,
  temporalUiUrl: temporal.uiUrl,
  namespace: temporal.namespace,
  planLimits,
});
