import { RegisteredUser } from '../../contract/user.ts';
import { instant } from '../instant.ts';

/** The columns of `app_user` that system admins see: whether there is a password, never its hash. */
export const REGISTERED_COLUMNS = `user_id as "userId", username, email, name, organization, is_system_admin as "isSystemAdmin", disabled_at is not null as disabled,
  password_hash is not null as "hasPassword", password_change_required as "passwordChangeRequired", ${instant('created_at')} as "createdAt"`;

/** A person from a row of REGISTERED_COLUMNS. */
export const toRegisteredUser = (row: unknown): RegisteredUser => RegisteredUser.parse(row);
