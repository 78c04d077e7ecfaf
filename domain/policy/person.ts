import type { Claims } from '../../contract/claims.ts';
import type { JsonObject } from '../../contract/json.ts';

/** Who somebody is, as far as a policy may ask. `claims` is what his identity provider said of him last; empty where none did. */
export type Person = {
  readonly userId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly organization: string | null;
  readonly claims: Claims;
};

/** A person as the expressions of a policy find him, under `user`. */
export const userIn = ({ userId, email, name, organization, claims }: Person): JsonObject => ({ id: userId, email, name, organization, claims });
