import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../client.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

type Turned = { turnId: string; sessionId: string };

function useAfterTurn(projectId: string) {
  const cache = useQueryClient();
  return (sessionId: string) =>
    Promise.all([
      cache.invalidateQueries({ queryKey: keys.turns(projectId, sessionId) }),
      cache.invalidateQueries({ queryKey: keys.sessions(projectId) }),
    ]);
}

/** Opens a turn. What comes of it arrives on the event stream. */
export function usePostTurn(projectId: string) {
  const client = useClient();
  const after = useAfterTurn(projectId);
  return useMutation({
    mutationFn: (body: Call<'postTurn'>['body']) => client.call('postTurn', { params: { projectId }, body }),
    onSuccess: ({ sessionId }) => void after(sessionId),
  });
}

/** Answers the open question of a turn, by choice or in words. */
export function useAnswerTurn(projectId: string, { turnId, sessionId }: Turned) {
  const client = useClient();
  const after = useAfterTurn(projectId);
  return useMutation({
    mutationFn: (body: Call<'answerTurn'>['body']) => client.call('answerTurn', { params: { projectId, turnId }, body }),
    onSettled: () => void after(sessionId),
  });
}

/** Confirms what a turn asks to run. */
export function useConfirmTurn(projectId: string, { turnId, sessionId }: Turned) {
  const client = useClient();
  const after = useAfterTurn(projectId);
  return useMutation({
    mutationFn: () => client.call('confirmTurn', { params: { projectId, turnId } }),
    onSettled: () => void after(sessionId),
  });
}

/** Cancels a turn: what it waits for, or what it still would do. */
export function useCancelTurn(projectId: string, { turnId, sessionId }: Turned) {
  const client = useClient();
  const after = useAfterTurn(projectId);
  return useMutation({
    mutationFn: () => client.call('cancelTurn', { params: { projectId, turnId } }),
    onSettled: () => void after(sessionId),
  });
}
