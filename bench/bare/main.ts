import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { workerTuning } from '../../worker/worker-tuning.ts';

/** The worker of the bare workflow: a process of its own on a task queue of its own, tuned as Gatehouse's worker is. */
Runtime.install({ shutdownSignals: [] });
const [address = '', taskQueue = ''] = process.argv.slice(2);
const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
const worker = await Worker.create({
  ...workerTuning,
  ...{ connection, taskQueue, activities: { doNothing: async () => {} } },
  workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
});
process.once('SIGTERM', () => worker.shutdown());
await worker.run();
await connection.close();
