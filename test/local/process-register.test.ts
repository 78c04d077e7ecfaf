import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startChild } from '../../local/child.ts';
import { identityOf } from '../../local/process-identity.ts';
import { openProcessRegister } from '../../local/process-register.ts';

let directory: string;
let file: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'register-'));
  file = join(directory, 'processes.json');
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

async function sleeper(): Promise<{ pid: number; identity: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  started.push(child);
  await new Promise((resolve) => child.once('spawn', resolve));
  return { pid: child.pid!, identity: identityOf(child.pid!)!, child };
}

const write = (...entries: { pid: number; identity: string }[]) =>
  writeFileSync(file, JSON.stringify(entries.map((entry) => ({ name: 'x', stopSignal: 'SIGTERM', pid: entry.pid, identity: entry.identity }))));

const gone = { pid: 2 ** 22 - 1, identity: 'boot/1' };

describe('the process register', () => {
  it('when a killed launcher left a process running, then the next start ends it', async () => {
    const orphan = await sleeper();
    const ended = new Promise((resolve) => orphan.child.once('exit', (_code, signal) => resolve(signal)));
    write(gone, orphan);
    await openProcessRegister(file);
    expect(await ended).toBe('SIGTERM');
    expect(identityOf(orphan.pid)).toBeNull();
  });

  it('when the number of a recorded process was given to another one, then that one lives on', async () => {
    const stranger = await sleeper();
    write(gone, { pid: stranger.pid, identity: 'another boot/1' });
    await openProcessRegister(file);
    expect(identityOf(stranger.pid)).toBe(stranger.identity);
  });

  it('when another launcher lives here, then the start is refused and nothing is touched', async () => {
    const [launcher, child] = [await sleeper(), await sleeper()];
    write(launcher, child);
    await expect(openProcessRegister(file)).rejects.toThrow(`already runs here as process ${launcher.pid}`);
    expect(identityOf(child.pid)).toBe(child.identity);
  });

  it.each([['half a file', '[{"pid": 1'], ['another kind of file', '{"pid": 1}'], ['entries without an identity', '[{"pid": 1, "stopSignal": "SIGTERM"}]']])(
    'when it holds %s, then the start goes on',
    async (_when, text) => {
      writeFileSync(file, text);
      await openProcessRegister(file);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ name: 'launcher', pid: process.pid }]);
    },
  );

  it('when a child is added, then it is on the disk before anything else happens', async () => {
    const register = await openProcessRegister(file);
    const child = await startChild({ name: 'sleep', command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], logFile: join(directory, 'log') });
    register.add(child);
    expect(JSON.parse(readFileSync(file, 'utf8'))[1]).toEqual({ name: 'sleep', pid: child.pid, identity: child.identity, stopSignal: 'SIGTERM' });
    await child.stop({ withinMs: 5000 });
    expect(identityOf(child.pid)).toBeNull();
  });
});
