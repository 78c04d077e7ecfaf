import { useQuery } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { TurnDelta } from '../../contract/event.ts';
import { keys } from './keys.ts';

const MOST_CHARACTERS = 4_000;

/** Adds what a model just said to what it said before; of much, the end is kept. */
export function addWords(cache: QueryClient, { projectId, data: { turnId, text } }: Pick<TurnDelta, 'projectId' | 'data'>): void {
  cache.setQueryData<string>(keys.words(projectId, turnId), (said = '') => `${said}${text}`.slice(-MOST_CHARACTERS));
}

/** Forgets what a model said on the way to a reply. */
export const dropWords = (cache: QueryClient, projectId: string, turnId: string): void => cache.removeQueries({ queryKey: keys.words(projectId, turnId) });

/** What a model has said so far about a turn that it is at work on. Nothing asks for it: the stream brings it, or nobody does. */
export function useWords(projectId: string, turnId: string): string {
  return useQuery({ queryKey: keys.words(projectId, turnId), queryFn: () => '', enabled: false, initialData: '' }).data;
}
