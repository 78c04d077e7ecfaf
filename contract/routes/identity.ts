import { z } from 'zod';
import { SignInMethods } from '../sign-in-methods.ts';
import { AccessToken, CreatedToken, NewToken } from '../token.ts';
import { Login, Me, NewUser, PasswordChange, PasswordReset, RegisteredUser, UserChange } from '../user.ts';
import { listOf, page, type Route } from '../route.ts';

const user = z.object({ userId: z.string() });

/** Who is there: signing in, people, their sessions and their access tokens. */
export const identityRoutes = {
  getSignInMethods: { method: 'get', path: '/auth/methods', summary: 'Tell how people may sign in here', access: 'anyone', data: SignInMethods },
  login: { method: 'post', path: '/auth/login', summary: 'Sign in with a user name and a password', access: 'anyone', body: Login, data: Me },
  logout: { method: 'post', path: '/auth/logout', summary: 'End the session', access: 'user', data: z.null() },
  getMe: { method: 'get', path: '/auth/me', summary: 'Tell the caller who he is, and the token that his changes need', access: 'user', data: Me },
  changePassword: { method: 'post', path: '/auth/password', summary: 'Change one’s own password, which ends all other sessions', access: 'user', forbidsScopes: 'any', body: PasswordChange, data: z.null() },
  listUsers: { method: 'get', path: '/users', summary: 'List all people, newest first, or those with some words in their names or email addresses', access: 'system-admin', query: z.object({ ...page, q: z.string().trim().max(100).optional() }), data: listOf(RegisteredUser) },
  postUser: { method: 'post', path: '/users', summary: 'Add a person', access: 'system-admin', status: 201, body: NewUser, data: RegisteredUser },
  getUser: { method: 'get', path: '/users/:userId', summary: 'Read a person', access: 'system-admin', params: user, data: RegisteredUser },
  patchUser: { method: 'patch', path: '/users/:userId', summary: 'Change, enable or disable a person, which ends all that he could act by, or make him a system admin', access: 'system-admin', params: user, body: UserChange, data: RegisteredUser },
  deleteUser: { method: 'delete', path: '/users/:userId', summary: 'Remove a person; what he did stays recorded', access: 'system-admin', params: user, data: z.null() },
  resetPassword: { method: 'post', path: '/users/:userId/password-reset', summary: 'Set a password that a person has to change at his next sign-in, which ends his sessions', access: 'system-admin', params: user, body: PasswordReset, data: z.null() },
  listTokens: { method: 'get', path: '/tokens', summary: 'List access tokens, newest first, without their secrets', access: 'user', forbidsScopes: 'any', query: z.object({ ...page, userId: z.string().max(100).optional() }), data: listOf(AccessToken) },
  postToken: { method: 'post', path: '/tokens', summary: 'Make an access token, whose secret is shown this once', access: 'user', forbidsScopes: 'any', status: 201, body: NewToken, data: CreatedToken },
  deleteToken: { method: 'delete', path: '/tokens/:tokenId', summary: 'Revoke an access token at once', access: 'user', forbidsScopes: 'any', params: z.object({ tokenId: z.string() }), data: z.null() },
} as const satisfies Record<string, Route>;
