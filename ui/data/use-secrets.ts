import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

/** As many as a project may have. */
const MOST_SECRETS = 200;

/** The secrets of a project without their values, newest first, and those that actions need and the project lacks. */
export function useSecrets(projectId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.secrets(projectId), queryFn: () => client.call('listSecrets', { params: { projectId }, query: { limit: MOST_SECRETS } }) });
}

/** Keeps a new secret. */
export function useAddSecret(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; value: string }) => client.call('postSecret', { params: { projectId }, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.secrets(projectId) }),
    gcTime: 0, // The value is not kept when the dialog is closed.
  });
}

/** Replaces the value of a secret. */
export function useRotateSecret(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ secretId, ...body }: { secretId: string; value: string; graceSeconds: number }) => client.call('rotateSecret', { params: { projectId, secretId }, body }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.secrets(projectId) }),
    gcTime: 0,
  });
}

/** Deletes a secret, also one that an action needs: the page asks first. */
export function useDeleteSecret(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (secretId: string) => client.call('deleteSecret', { params: { projectId, secretId }, query: { confirmed: 'true' } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.secrets(projectId) }),
  });
}
