import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createFamily } from '../../local/family.ts';
import { freePort } from '../../local/free-port.ts';
import { openProcessRegister } from '../../local/process-register.ts';
import { startTemporal } from '../../local/temporal.ts';
import { temporalBinary } from '../../local/temporal-binary.ts';
import { closeTemporal, connectTemporal, type Temporal } from '../../temporal/connect.ts';
import { createScriptedActivities, type ScriptedActivities } from '../support/scripted-activities.ts';
import { binaryCache, root } from '../support/services.ts';
import { recordingConverter } from './recording-key.ts';
import { type Scenario, scenarios } from './scenarios.ts';

/**
 * Records the course of every scenario on a real Temporal, with the workflows as they are now:
 * `node_modules/.bin/node test/replay/record.ts <release> [scenario…]`. Histories of an earlier release are kept as they are, because its
 * workflows may still run when the next one is installed; so record into a new release's folder whenever a workflow changes.
 */
const [release = '', ...wanted] = process.argv.slice(2);
const folder = join(import.meta.dirname, 'histories', release);

async function record(): Promise<void> {
  Runtime.install({ logger: silent });
  const directory = mkdtempSync(join(tmpdir(), 'gatehouse-record-'));
  const register = await openProcessRegister(join(directory, 'processes.json'));
  const family = createFamily(register);
  try {
    const binary = await temporalBinary({ named: process.env['TEMPORAL_CLI_PATH'] ?? null, cache: binaryCache });
    const { address } = await startTemporal({ binary, port: await freePort(), uiPort: null, databaseFile: null, logFile: join(directory, 'temporal.log'), start: family.start });
    mkdirSync(folder, { recursive: true });
    await withWorker(address, async (temporal, scripted) => {
      for (const scenario of scenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) await recordOne(temporal, scripted, scenario);
    });
  } finally {
    await family.stop();
    register.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

const silent = { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function withWorker(address: string, work: (temporal: Temporal, scripted: ScriptedActivities) => Promise<void>): Promise<void> {
  const dataConverter = recordingConverter();
  const scripted = createScriptedActivities((name) => ApplicationFailure.nonRetryable(`${name} is not scripted`, 'not_scripted'));
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    ...{ connection, dataConverter, taskQueue: 'recording', activities: { ...scripted.activities } },
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: join(root, 'workflows', 'index.ts'),
      failureConverterPath: join(root, 'platform', 'failure-converter.ts'),
      logger: silent,
    }),
  });
  const temporal = connectTemporal({ address, namespace: 'default', taskQueue: 'recording', apiKey: null, tls: null, dataConverter });
  temporal.labels = true;
  await worker.runUntil(() => work(temporal, scripted));
  await closeTemporal(temporal);
  await connection.close();
}

async function recordOne(temporal: Temporal, { play }: ScriptedActivities, { name, parts, start, workflowIds }: Scenario): Promise<void> {
  play(parts());
  await start(temporal);
  for (const [index, workflowId] of workflowIds.entries()) {
    const handle = temporal.client.workflow.getHandle(workflowId);
    await handle.result().catch((error: unknown) => {
      if (error instanceof WorkflowNotFoundError) throw error; // Any other end is a course that is worth recording.
    });
    const file = join(folder, `${name}${index === 0 ? '' : '-child'}.json`);
    writeFileSync(file, `${JSON.stringify({ workflowId, history: JSON.parse(historyToJSON(await handle.fetchHistory())) }, null, 1)}\n`);
    console.log(file);
  }
}

if (!/^\d+\.\d+$/.test(release)) throw new Error('expected the release whose workflows are recorded, for example 0.1');
await record();
