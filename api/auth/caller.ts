import type { Role } from '../../contract/project.ts';
import type { TokenScopes } from '../../contract/token.ts';
import type { User } from '../../contract/user.ts';

/** A session, whose calls need a CSRF token, or an access token, which may be limited. */
export type Credential =
  | { via: 'session'; sessionHash: string; csrfToken: string; scopes: null }
  | { via: 'token'; tokenId: string; expiresAt: Date | null; scopes: TokenScopes | null };

/** Who makes a call, as the credential says. `role` is the caller's role in the project of the call, null outside of one. */
export type Caller = User & Credential & { role: Role | null; passwordChangeRequired: boolean };
