import type { Role } from '../../contract/project.ts';
import type { User } from '../../contract/user.ts';

/** Who makes a call, as the credential says. `role` is the caller's role in the project of the call, null outside of one. */
export type Caller = User & {
  role: Role | null;
  via: 'session';
  sessionHash: string;
  csrfToken: string;
  passwordChangeRequired: boolean;
};
