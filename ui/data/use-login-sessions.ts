import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Client } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

const MOST_SESSIONS = 50; // Nobody has more.

const query = { limit: MOST_SESSIONS };

/** Where somebody is signed in: oneself for null, else the person, whom only a system admin may ask about. */
export function useLoginSessions(userId: string | null) {
  const client = useClient();
  return useQuery({
    queryKey: keys.sessionsOf(userId),
    queryFn: () => (userId === null ? client.call('listLoginSessions', { query }) : client.call('listUserSessions', { params: { userId }, query })),
  });
}

const end = (client: Client, userId: string | null, sessionId: string) =>
  userId === null ? client.call('endSession', { params: { sessionId } }) : client.call('endUserSession', { params: { userId, sessionId } });

/** Ends one session of that person, or of oneself. */
export function useEndSession(userId: string | null) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) => end(client, userId, sessionId),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.sessionsOf(userId) }),
  });
}

/** Ends all sessions of that person, or all of one's own but this one. */
export function useEndSessions(userId: string | null) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => (userId === null ? client.call('endOtherSessions', {}) : client.call('endUserSessions', { params: { userId } })),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.sessionsOf(userId) }),
  });
}
