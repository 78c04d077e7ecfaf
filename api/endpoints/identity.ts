import type { identityRoutes } from '../../contract/routes/identity.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { changePassword } from '../routes/change-password.ts';
import { getMe } from '../routes/get-me.ts';
import { listUsers } from '../routes/list-users.ts';
import { login } from '../routes/login.ts';
import { logout } from '../routes/logout.ts';
import { postUser } from '../routes/post-user.ts';

/** What answers each route of `contract/routes/identity.ts`; a route without a line here does not compile. */
export const identityEndpoints = (front: Front) =>
  ({
    login: login(front),
    logout: logout(front),
    getMe: getMe(front),
    changePassword: changePassword(front),
    listUsers: listUsers(front),
    postUser: postUser(front),
  }) satisfies Record<keyof typeof identityRoutes, Endpoint>;
