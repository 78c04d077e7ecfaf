import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

/** A program that asks to be signed in. */
export type DeviceGrant = Answer<'getDevice'>;

/** The request of a program under the code that was typed. */
export function useDevice(userCode: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.device(userCode), queryFn: () => client.call('getDevice', { params: { userCode } }), gcTime: 0 });
}

/** Approves or denies the program. What was read is then what was answered: the code itself ends as soon as the program has its token. */
export function useAnswerDevice(userCode: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (verb: 'approve' | 'deny') => client.call(verb === 'approve' ? 'approveDevice' : 'denyDevice', { params: { userCode } }),
    onSuccess: (grant) => Promise.all([cache.setQueryData(keys.device(userCode), grant), cache.invalidateQueries({ queryKey: keys.tokens })]),
  });
}
