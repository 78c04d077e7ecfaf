import { routes } from '../../contract/routes.ts';
import { hashPassword } from '../../platform/password.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { noSuchUser, requireUser } from '../require-changed.ts';
import { requireSoundPassword } from '../require-sound-password.ts';

/** Sets a password that the person has to change at his next sign-in, and ends all his sessions; his access tokens stay. */
export const resetPassword = ({ userRegistry, clock }: Front) =>
  endpoint(routes.resetPassword, async ({ caller, params: { userId }, body: { newPassword } }) => {
    requireSoundPassword('/newPassword', newPassword, await requireUser(userRegistry, userId));
    const isReset = await userRegistry.resetPassword(userId, await hashPassword(newPassword), { actorId: caller.userId, at: clock.now() });
    if (!isReset) throw noSuchUser();
    return answer(null);
  });
