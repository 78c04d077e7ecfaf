import type { ProjectEvent, TurnDelta } from '../../contract/event.ts';
import type { StreamStatus } from './stream-context.ts';

const TYPES = ['execution.recorded', 'state.changed', 'turn.updated', 'approval.updated', 'plan.updated', 'alert.raised', 'alert.resolved'] as const satisfies ProjectEvent['type'][];
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

export type Listener = {
  onEvent: (event: ProjectEvent) => void;
  /** A model has said something on the way to a reply. */
  onWords: (delta: TurnDelta) => void;
  /** Events may have been missed, so everything that was loaded before now is in doubt. */
  onGap: () => void;
  onStatus: (status: StreamStatus) => void;
  /** The server ended the stream; it may be that nobody is signed in any more. */
  onRefused: () => void;
};

function listen(source: EventSource, { onEvent, onWords, onGap }: Listener): void {
  for (const type of TYPES) source.addEventListener(type, ({ data }) => onEvent(JSON.parse(data)));
  source.addEventListener('turn.delta', ({ data }) => onWords(JSON.parse(data)));
  source.addEventListener('reset', onGap);
}

/**
 * Follows a project's events until the returned function is called. The browser resumes a dropped connection where it
 * broke; a refused one is opened anew, later each time, and counts as a gap.
 */
export function openEventStream(url: string, listener: Listener): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  let retryMs = FIRST_RETRY_MS;

  const open = () => {
    const opened = new EventSource(url);
    let fresh = true;
    source = opened;
    listen(opened, listener);
    opened.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      if (fresh) listener.onGap();
      fresh = false;
      listener.onStatus('live');
    });
    opened.addEventListener('error', () => {
      listener.onStatus('lost');
      if (opened.readyState !== EventSource.CLOSED) return;
      listener.onRefused();
      timer = window.setTimeout(open, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    });
  };

  open();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}
