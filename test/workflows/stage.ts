import { randomBytes } from 'node:crypto';
import { ApplicationFailure, Client } from '@temporalio/client';
import { Runtime, Worker } from '@temporalio/worker';
import proto from '@temporalio/proto';
import { createDataConverter } from '../../platform/data-converter.ts';
import { createSeal } from '../../platform/seal.ts';
import type { Temporal } from '../../temporal/connect.ts';
import { createScriptedActivities, type ScriptedActivities } from '../support/scripted-activities.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';

const TASK_QUEUE = 'stage';

/** Temporal with one worker that runs the real workflows, while the test plays their activities. */
export type Stage = Pick<ScriptedActivities, 'calls' | 'play'> & {
  temporal: Temporal;
  /** The handle of a client whose workflows nobody polls. */
  deserted: Temporal;
  /** How a workflow ended: its status, and the type of the failure that ended it. */
  ending: (workflowId: string) => Promise<{ status: string; failureType: string | null | undefined }>;
  /** Every byte that Temporal keeps of the newest run. */
  rawHistory: (workflowId: string) => Promise<Buffer>;
  /** Lets so much time fly by for the workflows that wait. */
  passTime: (durationMs: number) => Promise<void>;
  stop: () => Promise<void>;
};

export async function openStage(): Promise<Stage> {
  Runtime.install({ logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} } });
  const [environment, bundle] = await Promise.all([createTimeSkipping(), workflowBundle()]);
  const dataConverter = createDataConverter(createSeal([{ id: 'k1', key: randomBytes(32) }]));
  const scripted = createScriptedActivities((name) => ApplicationFailure.nonRetryable(`${name} is not scripted`, 'not_scripted'));
  const worker = await Worker.create({
    ...{ connection: environment.nativeConnection, taskQueue: TASK_QUEUE, workflowBundle: bundle, dataConverter },
    activities: { ...scripted.activities },
  });
  const running = worker.run();
  const temporal = { client: new Client({ connection: environment.connection, dataConverter }), taskQueue: TASK_QUEUE, labels: false, ending: { signal: new AbortController().signal, abort: () => {}, retryInMs: () => 0 } };
  return {
    ...{ calls: scripted.calls, play: scripted.play, temporal, deserted: { ...temporal, taskQueue: 'deserted' } },
    ending: (workflowId) => endingOf(temporal, workflowId),
    rawHistory: (workflowId) => rawHistory(temporal, workflowId),
    passTime: (durationMs) => environment.sleep(durationMs),
    stop: async () => {
      worker.shutdown();
      await running;
      await environment.teardown();
    },
  };
}

async function endingOf({ client }: Temporal, workflowId: string) {
  const handle = client.workflow.getHandle(workflowId);
  const failureType = await handle.result().then(
    () => null,
    (error: { cause?: { type?: string; cause?: { type?: string } } }) => error.cause?.cause?.type ?? error.cause?.type,
  );
  return { status: (await handle.describe()).status.name, failureType };
}

async function rawHistory({ client }: Temporal, workflowId: string): Promise<Buffer> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  return Buffer.from(proto.temporal.api.history.v1.History.encode(history).finish());
}

/** The first answer of a question that nobody can answer at first. */
export async function whenKnown<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
