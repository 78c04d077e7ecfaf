import { routes } from '../../contract/routes.ts';
import { hashPassword } from '../../platform/password.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchUser } from '../require-changed.ts';

/** Sets a person's password, which ends all his sessions and a forced change. */
export const resetPassword = ({ userRegistry }: Front) =>
  endpoint(routes.resetPassword, async ({ params: { userId }, body: { newPassword } }) => {
    if (!(await userRegistry.resetPassword(userId, await hashPassword(newPassword)))) throw noSuchUser();
    return answer(null);
  });
