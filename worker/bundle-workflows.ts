import { fileURLToPath } from 'node:url';
import process from 'node:process';
import { bundleWorkflowCode } from '@temporalio/worker';
import { writeTextFile } from '../platform/files.ts';

/** The command that builds the workflow bundle for production workers: `node worker/bundle-workflows.ts [file]`. */
const file = process.argv[2] ?? 'dist/workflow-bundle.js';
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
  failureConverterPath: fileURLToPath(new URL('../platform/failure-converter.ts', import.meta.url)),
  logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: (message) => process.stderr.write(`${message}\n`) },
});
writeTextFile(file, code);
