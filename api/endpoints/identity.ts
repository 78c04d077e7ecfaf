import type { identityRoutes } from '../../contract/routes/identity.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { changePassword } from '../routes/change-password.ts';
import { deleteToken } from '../routes/delete-token.ts';
import { deleteUser } from '../routes/delete-user.ts';
import { getMe } from '../routes/get-me.ts';
import { getSignInMethods } from '../routes/get-sign-in-methods.ts';
import { getUser } from '../routes/get-user.ts';
import { listTokens } from '../routes/list-tokens.ts';
import { listUsers } from '../routes/list-users.ts';
import { login } from '../routes/login.ts';
import { logout } from '../routes/logout.ts';
import { patchUser } from '../routes/patch-user.ts';
import { postToken } from '../routes/post-token.ts';
import { postUser } from '../routes/post-user.ts';
import { resetPassword } from '../routes/reset-password.ts';

/** What answers each route of `contract/routes/identity.ts`; a route without a line here does not compile. */
export const identityEndpoints = (front: Front) =>
  ({
    getSignInMethods: getSignInMethods(front),
    login: login(front),
    logout: logout(front),
    getMe: getMe(front),
    changePassword: changePassword(front),
    listUsers: listUsers(front),
    postUser: postUser(front),
    getUser: getUser(front),
    patchUser: patchUser(front),
    deleteUser: deleteUser(front),
    resetPassword: resetPassword(front),
    listTokens: listTokens(front),
    postToken: postToken(front),
    deleteToken: deleteToken(front),
  }) satisfies Record<keyof typeof identityRoutes, Endpoint>;
