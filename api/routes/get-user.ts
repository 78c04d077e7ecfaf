import { routes } from '../../contract/routes.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchUser } from '../require-changed.ts';

/** Answers a person, without any credential. */
export const getUser = ({ userRegistry }: Front) =>
  endpoint(routes.getUser, async ({ params: { userId } }) => {
    const user = await userRegistry.find(userId);
    if (!user) throw noSuchUser();
    return answer(user);
  });
