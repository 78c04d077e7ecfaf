import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists every person, newest first, without any credential. */
export const listUsers = ({ users }: Front) => endpoint(routes.listUsers, async ({ query }) => answer(await users.list(query)));
