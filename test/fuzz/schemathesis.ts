import { spawn } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/services.ts';

const VERSION = '4.32.5';

/** Where the package is kept between runs; a folder of its own, so that no Python on this machine is changed. */
const FOLDER = join(root, '.gatehouse', 'bin', `schemathesis-${VERSION}`);

/** Runs Schemathesis with these arguments, fetched from PyPI the first time, and answers its exit code. */
export async function runSchemathesis(args: readonly string[], directory: string): Promise<number> {
  await install();
  return run(['-m', 'schemathesis.cli', ...args], { directory, environment: { ...process.env, PYTHONPATH: FOLDER } });
}

/** Goes through a folder beside it, so that an install that was cut short is not taken for a whole one. */
async function install(): Promise<void> {
  if (existsSync(FOLDER)) return;
  const partial = `${FOLDER}-${process.pid}`;
  const code = await run(['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', partial, `schemathesis==${VERSION}`], { directory: root, environment: process.env });
  if (code !== 0) {
    rmSync(partial, { recursive: true, force: true });
    throw new Error('Schemathesis could not be installed; expected Python 3.10 or newer with pip, and a package index to fetch it from.');
  }
  renameSync(partial, FOLDER);
}

function run(args: readonly string[], { directory, environment }: { directory: string; environment: NodeJS.ProcessEnv }): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', args, { cwd: directory, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
