import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ANSWER_WITHIN_MS = 10_000;
const BODY_WITHIN_MS = 180_000;
const UNPACK_WITHIN_MS = 60_000;

/** Fetches one of Temporal's own releases for this computer into `directory` and returns the unpacked program's path. */
export async function downloadRelease({ artifact, directory }: { artifact: string; directory: string }): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const question = new URLSearchParams({ platform, arch, format: 'tar.gz' });
  const answer = await fetch(`https://temporal.download/${artifact}/latest?${question}`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const { archiveUrl, fileToExtract } = parseRelease(await answer.json());

  const archive = join(directory, `${artifact}.tar.gz`);
  const body = await fetch(archiveUrl, { signal: AbortSignal.timeout(BODY_WITHIN_MS) });
  if (!body.ok) throw new Error(`${archiveUrl} answered ${body.status}`);
  await writeFile(archive, new Uint8Array(await body.arrayBuffer()));
  await promisify(execFile)('tar', ['-xzf', archive, '-C', directory], { timeout: UNPACK_WITHIN_MS });
  return join(directory, fileToExtract);
}

function parseRelease(answer: unknown): { archiveUrl: string; fileToExtract: string } {
  if (typeof answer === 'object' && answer !== null && 'archiveUrl' in answer && 'fileToExtract' in answer) {
    const { archiveUrl, fileToExtract } = answer;
    if (typeof archiveUrl === 'string' && typeof fileToExtract === 'string') return { archiveUrl, fileToExtract };
  }
  throw new Error('temporal.download gave no address of an archive');
}
