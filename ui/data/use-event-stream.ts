import { useQueryClient } from '@tanstack/react-query';
import type { QueryKey } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { applyEvent } from './apply-event.ts';
import { useClient } from './client-context.ts';
import { openEventStream } from './event-stream.ts';
import { keys } from './keys.ts';
import { readAnew } from './read-anew.ts';
import { addWords } from './use-words.ts';
import type { StreamStatus } from './stream-context.ts';

const COALESCE_MS = 80;

/** Collects keys for a moment and then hands each over once, so that a burst of events is one fetch. */
function coalesce(flush: (key: QueryKey) => void): { add: (key: QueryKey) => void; stop: () => void } {
  const waiting = new Map<string, QueryKey>();
  let timer = 0;
  const run = () => {
    timer = 0;
    const due = [...waiting.values()];
    waiting.clear();
    due.forEach(flush);
  };
  return {
    add: (key) => {
      waiting.set(JSON.stringify(key), key);
      timer ||= window.setTimeout(run, COALESCE_MS);
    },
    stop: () => window.clearTimeout(timer),
  };
}

/** Keeps everything on the page true for one project, over the page's only stream, and says how it is connected. */
export function useEventStream(projectId: string): StreamStatus {
  const client = useClient();
  const cache = useQueryClient();
  const [status, setStatus] = useState<StreamStatus>('connecting');
  useEffect(() => {
    const refetch = coalesce((queryKey) => void readAnew(cache, queryKey));
    const close = openEventStream(client.eventsUrl(projectId), {
      onEvent: (event) => applyEvent(cache, refetch.add, event),
      onWords: (delta) => addWords(cache, delta),
      onGap: () => refetch.add(keys.all(projectId)),
      onStatus: setStatus,
      onRefused: () => refetch.add(keys.me),
    });
    return () => {
      refetch.stop();
      close();
    };
  }, [client, cache, projectId]);
  return status;
}
