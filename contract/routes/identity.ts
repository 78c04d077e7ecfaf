import { z } from 'zod';
import { Login, Me, NewUser, PasswordChange, RegisteredUser } from '../user.ts';
import { listOf, page, type Route } from '../route.ts';

/** Who is there: signing in, people, and their sessions. */
export const identityRoutes = {
  login: { method: 'post', path: '/auth/login', access: 'anyone', body: Login, data: Me },
  logout: { method: 'post', path: '/auth/logout', access: 'user', data: z.null() },
  getMe: { method: 'get', path: '/auth/me', access: 'user', data: Me },
  changePassword: { method: 'post', path: '/auth/password', access: 'user', body: PasswordChange, data: z.null() },
  listUsers: { method: 'get', path: '/users', access: 'system-admin', query: z.object(page), data: listOf(RegisteredUser) },
  postUser: { method: 'post', path: '/users', access: 'system-admin', status: 201, body: NewUser, data: RegisteredUser },
} as const satisfies Record<string, Route>;
