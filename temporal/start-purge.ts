import { purgeRun } from '../workflows/purge-run.ts';
import type { Temporal } from './connect.ts';
import { launches } from './launches.ts';
import { startOptions } from './start-options.ts';

const START_WITHIN_MS = 10_000;

/** Starts the workflow that deletes the rest of a purged project, without waiting for it; safe to repeat. */
export async function startPurge(temporal: Temporal, purge: { projectId: string; userId: string }): Promise<void> {
  const { client } = temporal;
  await client.withDeadline(Date.now() + START_WITHIN_MS, () => client.workflow.start(purgeRun, startOptions(temporal, launches.purge(purge))));
}
