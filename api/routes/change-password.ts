import { routes } from '../../contract/routes.ts';
import { hashPassword, verifyPassword } from '../../platform/password.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { invalidRequest, ProblemError } from '../problems.ts';
import { requireSoundPassword } from '../require-sound-password.ts';

/** Replaces the caller's password, which ends all his other sessions and a forced change. */
export const changePassword = ({ users, loginThrottle }: Front) =>
  endpoint(
    routes.changePassword,
    async ({ caller, body }) => {
      const attempt = `change ${caller.userId}`;
      const retryAfterSeconds = loginThrottle.take(attempt);
      if (retryAfterSeconds > 0) throw new ProblemError('too_many_requests', `Too many attempts; try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });

      const found = await users.findById(caller.userId);
      if (!(await verifyPassword(found?.passwordHash ?? null, body.currentPassword))) throw new ProblemError('forbidden', 'The current password is wrong.');
      if (body.newPassword === body.currentPassword) throw invalidRequest([{ path: '/newPassword', message: 'expected another password than the current one' }]);

      requireSoundPassword('/newPassword', body.newPassword, caller);

      loginThrottle.forget(attempt);
      await users.changePassword({ userId: caller.userId, passwordHash: await hashPassword(body.newPassword), keepSession: caller.via === 'session' ? caller.sessionHash : null });
      return answer(null);
    },
    { beforePasswordChange: true },
  );
