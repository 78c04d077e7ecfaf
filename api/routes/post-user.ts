import { routes } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import { hashPassword } from '../../platform/password.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { ProblemError } from '../problems.ts';

const TAKEN = {
  username_taken: 'Somebody has this username already.',
  email_taken: 'Somebody has this email address already.',
} as const;

/** Adds a person. Without a password he can sign in by a link only. */
export const postUser = ({ users, clock }: Front) =>
  endpoint(routes.postUser, async ({ body }) => {
    const { password, username, isSystemAdmin } = body;
    const user = { userId: mintId(), username, email: body.email?.toLowerCase() ?? null, name: body.name ?? null, organization: body.organization ?? null, isSystemAdmin };
    const createdAt = clock.now();
    const passwordHash = password === undefined ? null : await hashPassword(password);
    const outcome = await users.insert({ ...user, passwordHash, passwordChangeRequired: false, createdAt });
    if (outcome !== 'inserted') throw new ProblemError('conflict', TAKEN[outcome]);
    return answer({ ...user, disabled: false, createdAt: createdAt.toISOString() });
  });
