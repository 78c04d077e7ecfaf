import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const PAGE = 50;
const MOST_PAGES = 200;
const MOST_TOKENS = 200;

/** Everybody, or those with these words in their names, newest first; only system admins may ask. */
export function usePeople(words: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.people(words),
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call('listUsers', { query: { limit: PAGE, cursor: pageParam || undefined, q: words || undefined } }),
    getNextPageParam: ({ nextCursor }, pages) => (pages.length < MOST_PAGES ? (nextCursor ?? undefined) : undefined),
  });
}

/** One person; only system admins may ask. */
export function usePerson(userId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.person(userId), queryFn: () => client.call('getUser', { params: { userId } }) });
}

/** After any change of people: the lists of them, and what the caller is himself. */
function useRefresh() {
  const cache = useQueryClient();
  return () => Promise.all([keys.users, keys.me].map((queryKey) => cache.invalidateQueries({ queryKey })));
}

/** Adds a person. */
export function useCreatePerson() {
  const client = useClient();
  return useMutation({ mutationFn: (body: Call<'postUser'>['body']) => client.call('postUser', { body }), onSuccess: useRefresh() });
}

/** Changes a person: the profile, whether he may sign in, whether he is a system admin. */
export function useChangePerson(userId: string) {
  const client = useClient();
  return useMutation({ mutationFn: (body: Call<'patchUser'>['body']) => client.call('patchUser', { params: { userId }, body }), onSettled: useRefresh() });
}

/** Revokes an access token of a person. */
export function useRevokeTokenOf(userId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) => client.call('deleteToken', { params: { tokenId } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.tokensOf(userId) }),
  });
}

/** Removes a person for good. */
export function useDeletePerson(userId: string) {
  const client = useClient();
  return useMutation({ mutationFn: () => client.call('deleteUser', { params: { userId } }), onSuccess: useRefresh() });
}

/** Sets a password that the person has to change. */
export function useResetPassword(userId: string) {
  const client = useClient();
  return useMutation({ mutationFn: (newPassword: string) => client.call('resetPassword', { params: { userId }, body: { newPassword } }), onSuccess: useRefresh() });
}

/** The access tokens of a person. */
export function useTokensOf(userId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.tokensOf(userId), queryFn: () => client.call('listTokens', { query: { limit: MOST_TOKENS, userId } }) });
}
