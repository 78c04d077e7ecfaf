import { ProblemError } from '../problems.ts';
import type { Front } from '../front.ts';

type Guess = { userId: string; address: string };

/**
 * Counts the use of something that a person typed and that could be guessed, and throws where the account or the address was wrong too
 * often. It counts before it is known to be right, so that many at once count as many; what is answered takes the count back.
 */
export function countGuess({ guessThrottle, guessAddressThrottle }: Pick<Front, 'guessThrottle' | 'guessAddressThrottle'>, { userId, address }: Guess): () => void {
  const retryAfterSeconds = guessThrottle.take(userId) || guessAddressThrottle.take(address);
  if (retryAfterSeconds > 0) throw new ProblemError('too_many_requests', `Too many wrong attempts; try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
  return () => {
    guessThrottle.giveBack(userId);
    guessAddressThrottle.giveBack(address);
  };
}
