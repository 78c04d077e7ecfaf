import type { WorkerPresences } from '../db/stores/worker-presences.ts';
import type { Logger } from '../platform/logger.ts';

const EVERY_MS = 10_000;

/** A worker's sign of life in the database. */
export type Presence = {
  /** Gives no more signs; what was noted soon counts for nothing. */
  fade: () => void;
  /** Takes back what was noted, after the last sign has arrived. */
  leave: () => Promise<void>;
};

export type PresenceOptions = { workerId: string; catalogDigest: string; presences: WorkerPresences; logger: Logger; everyMs?: number };

/** Notes that the worker lives, resolves once that stands in the database, and repeats it until told to stop. A sign that fails is logged and made up for by the next. */
export async function announcePresence({ workerId, catalogDigest, presences, logger, everyMs = EVERY_MS }: PresenceOptions): Promise<Presence> {
  const note = () => presences.note({ workerId, catalogDigest });
  await note();
  let sign = Promise.resolve();
  const onError = (error: unknown) => logger.warn('presence-failed', 'A sign of life did not reach the database.', { error });
  const timer = setInterval(() => {
    sign = sign.then(note).catch(onError);
  }, everyMs);
  const fade = () => clearInterval(timer);
  return {
    fade,
    leave: async () => {
      fade();
      await sign;
      await presences.remove(workerId).catch(onError);
    },
  };
}
