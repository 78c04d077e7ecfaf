import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startChild } from '../../local/child.ts';
import { runTask } from '../../local/run-task.ts';
import { waitUntil } from '../../local/wait-until.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'child-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const script = (text: string) => ({ name: 'pump', command: process.execPath, args: ['-e', text], logFile: join(directory, 'pump.log') });

describe('a child process', () => {
  it('when its program is missing, then one sentence names it', async () => {
    await expect(startChild({ ...script(''), command: join(directory, 'absent') })).rejects.toThrow(/^pump could not be started from .*absent: .*ENOENT\.$/);
  });

  it('when it dies while it is waited for, then the sentence carries the last lines of its log', async () => {
    const child = await startChild(script('console.log("first"); console.error("no oil"); process.exit(3)'));
    const waiting = waitUntil({ what: 'The plant', children: [child], withinMs: 10_000, isReady: () => 'not ready' });
    await expect(waiting).rejects.toThrow(/^The pump process ended \(code 3\); its last lines in .*pump\.log:\n {2}first\n {2}no oil$/s);
  });

  it('when it logged an error as JSON, then the sentence is that error, and an earlier run says nothing', async () => {
    const { logFile } = script('');
    writeFileSync(logFile, '{"level":"error","message":"of an earlier run"}\n');
    const lines = ['{"level":"info","message":"up"}', '{"level":"error","message":"the oil is out"}', '{"level":"info","message":"down"}'];
    const child = await startChild(script(`console.log(${JSON.stringify(lines.join('\n'))})`));
    expect(child.lastWords(await child.ended)).toBe(`The pump process ended (code 0): the oil is out (log: ${logFile})`);

    const silent = await startChild(script(''));
    expect(silent.lastWords(await silent.ended)).toBe(`The pump process ended (code 0); it printed nothing in ${logFile}:`);
  });

  it('when it is never ready, then the wait ends and says what was missing', async () => {
    const child = await startChild(script('setInterval(() => {}, 1000)'));
    const waiting = waitUntil({ what: 'The plant', children: [child], withinMs: 50, isReady: () => 'no water' });
    await expect(waiting).rejects.toThrow(/^The plant was not ready within 0\.05 s \(no water\); see .*pump\.log\.$/);
    await child.stop({ withinMs: 1000 });
    expect(await child.ended).toBe('SIGTERM');
  });

  it('when it does not listen to its signal, then it is killed once its time is over', async () => {
    const child = await startChild(script('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("up")'));
    await waitUntil({ what: 'The pump', children: [child], withinMs: 10_000, isReady: async () => ((await import('node:fs')).readFileSync(child.logFile, 'utf8').includes('up') ? null : 'not up') });
    await child.stop({ withinMs: 200 });
    expect(await child.ended).toBe('SIGKILL');
  });
});

it('when a child that was waited for is stopped and its log is gone, then nothing is thrown', async () => {
  const child = await startChild(script('setInterval(() => {}, 1000)'));
  await waitUntil({ what: 'The pump', children: [child], withinMs: 1000, isReady: () => null });
  rmSync(child.logFile);
  await child.stop({ withinMs: 1000 });
  expect(await child.ended).toBe('SIGTERM');
});

describe('a task', () => {
  it('when it succeeds, then nothing is thrown', async () => {
    await runTask({ ...script('console.log("done")'), start: startChild, withinMs: 10_000 });
  });

  it.each([
    ['fails', 'console.error("no oil"); process.exitCode = 1', 10_000, /ended \(code 1\).*no oil/s],
    ['takes too long', 'setInterval(() => {}, 1000)', 200, /ended \(no end within 0\.2 s\)/],
  ])('when it %s, then the start ends with a sentence', async (_when, text, withinMs, sentence) => {
    await expect(runTask({ ...script(text), start: startChild, withinMs })).rejects.toThrow(sentence);
  });
});
