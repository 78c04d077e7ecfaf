import { WithStartWorkflowOperation } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { Temporal } from './connect.ts';
import { type Launch, type Run, startOptions } from './start-options.ts';

/**
 * Starts a workflow or finds the running one, and waits for one of its updates in the same call (Update-with-Start).
 * Null when there is no answer in time: then nothing is known, and the workflow may still go on.
 */
export async function startAndWait<Input extends object, Answer, Args extends [] | [object]>(
  temporal: Temporal,
  run: Run<Input>,
  launch: Launch<Input>,
  { update, args }: { update: UpdateDefinition<Answer, Args>; args: Args },
  waitMs: number,
): Promise<Answer | null> {
  const { client, ending } = temporal;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), waitMs);
  const stop = AbortSignal.any([over.signal, ending.signal]);
  try {
    return await client.withAbortSignal(stop, () =>
      client.workflow.executeUpdateWithStart(update, {
        args,
        startWorkflowOperation: new WithStartWorkflowOperation(run, startOptions(temporal, launch)),
      }),
    );
  } catch (error) {
    if (stop.aborted) return null;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
