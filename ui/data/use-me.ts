import { useQuery } from '@tanstack/react-query';
import type { Answer } from '../client.ts';
import { ApiError } from '../problem.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

/** Who is signed in, and where Temporal Web shows workflows. */
export type Me = Answer<'getMe'>;

/** The signed-in person, or null when nobody is. */
export function useMe() {
  const client = useClient();
  return useQuery<Me | null>({
    queryKey: keys.me,
    queryFn: () =>
      client.call('getMe', {}).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 401) return null;
        throw error;
      }),
  });
}
