import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Json } from '../../contract/json.ts';
import { useClient } from './client-context.ts';
import { keys } from './keys.ts';

/** As many as one may have in a project. */
const MOST_FACTS = 200;

/** One's own facts in a project, newest first; `enabled` where one's role may read them. */
export function useFacts(projectId: string, enabled: boolean) {
  const client = useClient();
  return useQuery({ queryKey: keys.memory(projectId), queryFn: () => client.call('listFacts', { params: { projectId }, query: { limit: MOST_FACTS } }), enabled });
}

/** Asks for a fact to be remembered; the gates may refuse, which is an answer and no error. */
export function useRemember(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ key, value }: { key: string; value: Json }) => client.call('putFact', { params: { projectId, key }, body: { value } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.memory(projectId) }),
  });
}

/** Asks for a fact to be forgotten; the gates may refuse, which is an answer and no error. */
export function useForget(projectId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => client.call('deleteFact', { params: { projectId, key } }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.memory(projectId) }),
  });
}
