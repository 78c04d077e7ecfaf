import type { Request, Response } from 'express';
import type { Front } from '../../front.ts';
import { throttleAddress } from '../authenticate.ts';
import { reasonOf } from './reason-of.ts';
import { SignInProblem } from './sign-in-problem.ts';

/** Carries out one leg of a sign-in. What comes to nothing ends on the sign-in page, which has a sentence of its own for each code; what the provider wrote goes nowhere. */
export async function leaveWithProblem({ requestThrottle, logger }: Pick<Front, 'requestThrottle' | 'logger'>, req: Request, res: Response, leg: () => Promise<void>): Promise<void> {
  throttleAddress(requestThrottle, req);
  res.set('Cache-Control', 'no-store');
  try {
    await leg();
  } catch (error) {
    if (!(error instanceof SignInProblem)) throw error;
    logger.info('sign-in-refused', 'A sign-in with the identity provider came to nothing.', { code: error.code, reason: reasonOf(error) });
    res.redirect(303, `/?signInProblem=${error.code}`);
  }
}
