import { routes } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import { hashPassword } from '../../platform/password.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';
import { requireSoundPassword } from '../require-sound-password.ts';

const TAKEN = {
  username_taken: 'Somebody has this username already.',
  email_taken: 'Somebody has this email address already.',
} as const;

/** Adds a person. Without a password he signs in another way, or works by access tokens alone. */
export const postUser = ({ users, clock }: Front) =>
  endpoint(routes.postUser, async ({ caller, body }) => {
    const { password, username, isSystemAdmin } = body;
    const passwordChangeRequired = password !== undefined && body.passwordChangeRequired;
    const user = { userId: mintId(), username, email: body.email?.toLowerCase() ?? null, name: body.name ?? null, organization: body.organization ?? null, isSystemAdmin };
    if (password !== undefined) requireSoundPassword('/password', password, user);
    const createdAt = clock.now();
    const passwordHash = password === undefined ? null : await hashPassword(password);
    const outcome = await users.insert({ ...user, passwordHash, passwordChangeRequired, createdAt }, caller.userId);
    if (outcome !== 'inserted') throw new ProblemError('conflict', TAKEN[outcome]);
    return answer({ ...user, disabled: false, hasPassword: passwordHash !== null, passwordChangeRequired, createdAt: createdAt.toISOString() });
  });
