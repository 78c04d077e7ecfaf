import { reEncryptionRun } from '../workflows/re-encryption-run.ts';
import type { Temporal } from './connect.ts';
import { launches } from './launches.ts';
import { startOptions } from './start-options.ts';

const START_WITHIN_MS = 10_000;

/** Starts the workflow of a stored re-encryption without waiting for it; safe to repeat. */
export async function startReEncryption(temporal: Temporal, run: { runId: string; userId: string }): Promise<void> {
  const { client } = temporal;
  await client.withDeadline(Date.now() + START_WITHIN_MS, () => client.workflow.start(reEncryptionRun, startOptions(temporal, launches.reEncryption(run))));
}
