import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const POLL_MS = 1_000;

/** The master keys with the newest runs; asked for again while one of them is under way. */
export function useKeyRing() {
  const client = useClient();
  return useQuery({
    queryKey: keys.keyRing,
    queryFn: () => client.call('getKeyRing', {}),
    refetchInterval: ({ state }) => (state.data?.runs.some(({ status }) => status === 'running') ? POLL_MS : false),
  });
}

/** Begins to seal anew what older keys have sealed. */
export function useReEncrypt() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('postReEncryption', {}),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.keyRing }),
  });
}

/** Ends a run where it is. */
export function useCancelReEncryption() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => client.call('cancelReEncryption', { params: { runId } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.keyRing }),
  });
}
