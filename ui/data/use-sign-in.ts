import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

/** Signs in with a password; the page that was asked for then appears where the form was. */
export function useSignIn() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Call<'login'>['body']) => client.call('login', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.me }),
  });
}

/** Signs out here and on the server, and forgets everything that was loaded. */
export function useSignOut() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call('logout', {}),
    onSuccess: () => {
      cache.setQueryData(keys.me, null);
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
