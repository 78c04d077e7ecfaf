import { startChild, type Child, type StartChild } from './child.ts';
import type { ProcessRegister } from './process-register.ts';

const STOP_WITHIN_MS = 11_000; // A little more than api and worker give themselves.

/** The long-lived children of one launcher. */
export type Family = {
  /** Starts a child and writes it down; one that comes up while the family stops is stopped at once. */
  start: StartChild;
  /** Resolves with the first child that ends although it is no task and nobody stopped it. */
  firstDeath: Promise<{ child: Child; how: string }>;
  /** Stops all of them, one after the other, newest first; each is killed when its time is over. */
  stop: () => Promise<void>;
};

export function createFamily(register: ProcessRegister): Family {
  const children: Child[] = [];
  const death = Promise.withResolvers<{ child: Child; how: string }>();
  let stopping = false;

  const start: StartChild = async (options) => {
    const child = await startChild(options);
    register.add(child);
    children.push(child);
    void child.ended.then((how) => (stopping || options.isTask ? undefined : death.resolve({ child, how })));
    if (stopping) await child.stop({ withinMs: STOP_WITHIN_MS });
    return child;
  };
  return {
    start,
    firstDeath: death.promise,
    stop: async () => {
      stopping = true;
      for (const child of children.toReversed()) await child.stop({ withinMs: STOP_WITHIN_MS });
    },
  };
}
