import { execFile } from 'node:child_process';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, services } from './services.ts';

const BUILT_WITHIN_MS = 120_000;

/** The workflow bundle as the production command builds it, once for all tests of this run. */
export async function workflowBundle(): Promise<{ code: string }> {
  const file = join(services().directory, 'workflow-bundle.js');
  if (!existsSync(file)) await build(file);
  return { code: readFileSync(file, 'utf8') };
}

/** Two test files may build at once; each puts a whole file in place. */
async function build(file: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await promisify(execFile)(process.execPath, [join(root, 'worker', 'bundle-workflows.ts'), draft], { cwd: root, timeout: BUILT_WITHIN_MS });
  renameSync(draft, file);
}
