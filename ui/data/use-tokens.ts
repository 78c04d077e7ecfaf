import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST_TOKENS = 200;

/** One's own access tokens, newest first. */
export function useTokens() {
  const client = useClient();
  return useQuery({ queryKey: keys.tokens, queryFn: () => client.call('listTokens', { query: { limit: MOST_TOKENS } }) });
}

/** Makes a token. Its secret is in this answer and nowhere else. */
export function useCreateToken() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Call<'postToken'>['body']) => client.call('postToken', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.tokens }),
    gcTime: 0, // The secret is not kept when the dialog is closed.
  });
}

/** Revokes a token; whoever uses it is refused from then on. */
export function useRevokeToken() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) => client.call('deleteToken', { params: { tokenId } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.tokens }),
  });
}
