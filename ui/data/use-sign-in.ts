import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';
import type { Me } from './use-me.ts';

/** How people may sign in; a page that cannot learn it offers the password alone. */
export function useSignInMethods() {
  const client = useClient();
  return useQuery({ queryKey: keys.signInMethods, queryFn: () => client.call('getSignInMethods', {}), staleTime: Number.POSITIVE_INFINITY });
}

/** Signs in with a password; the page that was asked for then appears where the form was. */
export function useSignIn() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Call<'login'>['body']) => client.call('login', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.me }),
  });
}

/** Signs out here and on the server, and forgets everything that was loaded; whoever came through the identity provider goes on to sign out there. */
export function useSignOut() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('logout', {}),
    onSuccess: () => {
      const onwards = cache.getQueryData<Me | null>(keys.me)?.signOutPath;
      cache.setQueryData(keys.me, null);
      if (onwards) location.assign(onwards);
      cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
    },
  });
}

/** Sets a password of one's own. */
export function useChangePassword() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Call<'changePassword'>['body']) => client.call('changePassword', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.me }),
  });
}
