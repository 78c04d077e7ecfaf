import { useQuery } from '@tanstack/react-query';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST_USERS = 200;

/** The newest people of this installation; only system admins may ask. */
export function useUsers(isAllowed: boolean) {
  const client = useClient();
  return useQuery({ queryKey: keys.users, enabled: isAllowed, queryFn: () => client.call('listUsers', { query: { limit: MOST_USERS } }) });
}
