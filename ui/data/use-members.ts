import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Role } from '../../contract/project.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST_MEMBERS = 200;

/** Who belongs to the project. */
export function useMembers(projectId: string) {
  const client = useClient();
  return useQuery({ queryKey: keys.members(projectId), queryFn: () => client.call('listMembers', { params: { projectId }, query: { limit: MOST_MEMBERS } }) });
}

/** What to call a user: the name of a member, else the end of the id, where ids differ. */
export function useNames(projectId: string): (userId: string) => string {
  const members = useMembers(projectId).data?.items ?? [];
  const names = new Map(members.map(({ userId, name, username }) => [userId, name ?? username]));
  return (userId) => names.get(userId) ?? (userId.includes(':') ? userId : `…${userId.slice(-8)}`);
}

/** Makes a person a member, or changes his role. One's own role, and with it what one may see, is read anew. */
export function usePutMember(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Role }) => client.call('putMember', { params: { projectId, userId }, body: { role } }),
    onSettled: () => Promise.all([cache.invalidateQueries({ queryKey: keys.members(projectId) }), cache.invalidateQueries({ queryKey: keys.project(projectId) })]),
  });
}

const WHOLE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const named = (who: string) => (who.includes('@') ? { email: who } : { username: who });

/** Adds a person by user name or e-mail address, or by the id. */
export function useAddMember(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ who, role }: { who: string; role: Role }) => 
      WHOLE_ID.test(who) ? client.call('putMember', { params: { projectId, userId: who }, body: { role } }) : client.call('postMember', { params: { projectId }, body: { ...named(who), role } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.members(projectId) }),
  });
}

/** Takes a person out of the project. */
export function useRemoveMember(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => client.call('deleteMember', { params: { projectId, userId } }),
    onSettled: () => Promise.all([cache.invalidateQueries({ queryKey: keys.members(projectId) }), cache.invalidateQueries({ queryKey: keys.project(projectId) })]),
  });
}
