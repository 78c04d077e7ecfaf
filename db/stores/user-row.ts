import type { User } from '../../contract/user.ts';

/** The columns of `app_user u` that say who calls. */
export const USER_COLUMNS = 'u.user_id, u.username, u.email, u.name, u.organization, u.is_system_admin, u.password_change_required';

/** A row of USER_COLUMNS. */
export type UserRow = {
  user_id: string;
  username: string;
  email: string | null;
  name: string | null;
  organization: string | null;
  is_system_admin: boolean;
  password_change_required: boolean;
};

/** The person of a row, and whether he has to change his password first. */
export const userOf = (row: UserRow): { user: User; passwordChangeRequired: boolean } => ({
  user: { userId: row.user_id, username: row.username, email: row.email, name: row.name, organization: row.organization, isSystemAdmin: row.is_system_admin },
  passwordChangeRequired: row.password_change_required,
});
