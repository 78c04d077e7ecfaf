import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Turn } from '../../contract/turn.ts';
import type { Answer } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';
import { useStreamStatus } from './stream-context.ts';

const PAGE = 30;
const POLL_MS = 3_000;

/** Gatehouse is at work on the turn; nobody else has to do anything. */
export const isWorking = ({ status }: Pick<Turn, 'status'>): boolean => status === 'interpreting' || status === 'running';

/** The turn waits for its operator. */
export const waitsForOperator = ({ status }: Pick<Turn, 'status'>): boolean => status === 'clarifying' || status === 'awaiting_confirmation';

/** The turns of a conversation, newest first; while the stream is down and work goes on it asks instead of listening. */
export function useTurns(projectId: string, sessionId: string | null) {
  const client = useClient();
  const stream = useStreamStatus();
  return useInfiniteQuery({
    queryKey: keys.turns(projectId, sessionId ?? 'new'),
    enabled: sessionId !== null,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      client.call('listSessionTurns', {
        params: { projectId, sessionId: sessionId ?? '' },
        query: { limit: PAGE, cursor: pageParam || undefined },
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) => (stream !== 'live' && state.data?.pages.some(({ items }) => items.some(isWorking)) ? POLL_MS : false),
  });
}

/** One turn of the caller's own; null asks for none. */
export function useTurn(projectId: string, turnId: string | null) {
  const client = useClient();
  return useQuery({ queryKey: keys.turn(projectId, turnId ?? ''), enabled: turnId !== null, queryFn: () => client.call('getTurn', { params: { projectId, turnId: turnId ?? '' } }) });
}

/** The caller's conversations in a project, newest first; those that hold these words, where there are any. */
export function useSessions(projectId: string, words = '') {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: words === '' ? keys.sessions(projectId) : keys.foundSessions(projectId, words),
    initialPageParam: '',
    queryFn: ({ pageParam }) => client.call('listSessions', { params: { projectId }, query: { limit: PAGE, cursor: pageParam || undefined, q: words || undefined } }),
    placeholderData: keepPreviousData,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** The turn of the caller's own that is worked on now, in whichever conversation; null where there is none, or where he opens none. */
export function useWorkingTurn({ projectId, role }: Pick<Answer<'getProject'>, 'projectId' | 'role'>) {
  const client = useClient();
  const findWorking = async (): Promise<Turn | null> => {
    const sessions = await client.call('listSessions', { params: { projectId }, query: { limit: 1 } });
    const newest = sessions.items.find(isWorking);
    if (!newest) return null;
    const turns = await client.call('listSessionTurns', { params: { projectId, sessionId: newest.sessionId }, query: { limit: 1 } });
    return turns.items.find(isWorking) ?? null;
  };
  return useQuery({ queryKey: keys.working(projectId), enabled: role === 'operator' || role === 'admin', queryFn: findWorking });
}
