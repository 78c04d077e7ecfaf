import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST_CHANNELS = 200;
const MOST_DELIVERIES = 100;

/** Every address that is told of what needs attention, newest first. */
export function useAlertChannels() {
  const client = useClient();
  return useQuery({ queryKey: keys.alertChannels, queryFn: () => client.call('listAlertChannels', { query: { limit: MOST_CHANNELS } }) });
}

/** What an address was told of, the newest attempt first. */
export function useDeliveries(channelId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.deliveries(channelId), queryFn: () => client.call('listAlertDeliveries', { params: { channelId }, query: { limit: MOST_DELIVERIES } }) });
}

/** Adds an address. Its secret is in this answer and nowhere else. */
export function useCreateChannel() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Call<'postAlertChannel'>['body']) => client.call('postAlertChannel', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.alertChannels }),
    gcTime: 0, // The secret is not kept when the dialog is closed.
  });
}

/** Disables or enables an address. */
export function useChangeChannel() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ channelId, disabled }: { channelId: string; disabled: boolean }) => client.call('patchAlertChannel', { params: { channelId }, body: { disabled } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.alertChannels }),
  });
}

/** Sends an address a test message and answers what came of it. */
export function useTestChannel() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (channelId: string) => client.call('testAlertChannel', { params: { channelId } }),
    onSettled: (_answer, _error, channelId) => cache.invalidateQueries({ queryKey: keys.deliveries(channelId) }),
  });
}

/** Tells an address no more. */
export function useDeleteChannel() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (channelId: string) => client.call('deleteAlertChannel', { params: { channelId } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.alertChannels }),
  });
}
