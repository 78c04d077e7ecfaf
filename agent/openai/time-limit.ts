/** Why a request was ended from our side. */
export type Ending = 'cancelled' | 'timeout' | 'stalled';

/** The time that one try may take. `signal` ends it; `heard` is called with each chunk, `end` when it is over. */
export type TimeLimit = { readonly signal: AbortSignal; heard(): void; ending(): Ending | null; end(): void };

/** Ends a try when its time is up, when it falls silent after it has begun to speak, or when the caller wants no more of it. */
export function limitTime({ caller, leftMs, silentMs }: { caller: AbortSignal; leftMs: number; silentMs: number }): TimeLimit {
  const controller = new AbortController();
  let ending: Ending | null = null;
  const endWith = (why: Ending) => {
    ending ??= why;
    controller.abort();
  };
  const cancel = () => endWith('cancelled');
  const whole = setTimeout(endWith, Math.max(leftMs, 0), 'timeout');
  let silence: NodeJS.Timeout | undefined;
  caller.addEventListener('abort', cancel, { once: true });
  if (caller.aborted) cancel();
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(silence);
      silence = setTimeout(endWith, silentMs, 'stalled');
    },
    ending: () => ending,
    end: () => {
      clearTimeout(whole);
      clearTimeout(silence);
      caller.removeEventListener('abort', cancel);
    },
  };
}
