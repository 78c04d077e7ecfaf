import { useQuery } from '@tanstack/react-query';
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
