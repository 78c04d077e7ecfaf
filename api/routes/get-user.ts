import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { requireUser } from '../require-changed.ts';

/** Answers a person, without any credential. */
export const getUser = ({ userRegistry }: Front) =>
  endpoint(routes.getUser, async ({ params: { userId } }) => answer(await requireUser(userRegistry, userId)));
