import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../problem.ts';

const MOST_RETRIES = 2;

const mayPass = (error: Error): boolean => error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);

/**
 * The cache of what the server said. The event stream keeps it true, so nothing is fetched again on a timer or on focus.
 * It asks also when the browser believes to be offline, because Gatehouse may run on this very machine.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (count, error) => count < MOST_RETRIES && mayPass(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
