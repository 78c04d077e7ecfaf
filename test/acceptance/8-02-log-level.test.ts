import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Child } from '../../local/child.ts';
import { caller } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { openBeside, startApi, type Beside } from './beside.ts';
import { findLine, logLines } from './log-lines.ts';

const SETTLE_MS = 300;

describe('8.2 Log level', () => {
  let beside: Beside;
  const children = new Map<'api' | 'worker', Child>();
  beforeAll(async () => {
    beside = await openBeside(await sharedHouse(), { TASK_QUEUE: 'levels', LOG_LEVEL: 'error' });
    children.set('worker', await beside.start('worker'));
    children.set('api', await startApi(beside));
  });
  afterAll(() => beside.stop());

  const ask = async () => {
    await caller(beside.url).post('/auth/login', { username: 'nobody', password: 'nothing' });
    await sleep(SETTLE_MS);
  };
  const quiet = (room: 'api' | 'worker') => logLines(beside.logFile(room)).filter(({ level }) => level !== 'error');

  async function hangUp(room: 'api' | 'worker', level: string): Promise<void> {
    const count = logLines(beside.logFile(room)).length;
    writeFileSync(join(beside.directory, 'log-level'), `${level}\n`);
    process.kill(children.get(room)?.pid ?? 0, 'SIGHUP');
    if (level !== 'error') await findLine(beside.logFile(room), (line) => line.event === 'level-changed' && logLines(beside.logFile(room)).length > count && line['log_level'] === level);
    else await sleep(SETTLE_MS);
  }

  it('when LOG_LEVEL is error at the start, then nothing below it is written', async () => {
    await ask();
    expect(quiet('api')).toEqual([]);
  });

  it('when SIGHUP comes, then the api writes at the level that is named now, and at the old one again after another', async () => {
    await hangUp('api', 'debug');
    await ask();
    expect(quiet('api').filter(({ event }) => event === 'request-served').length).toBeGreaterThan(0);
    await hangUp('api', 'error');
    const count = quiet('api').length;
    await ask();
    expect(quiet('api')).toHaveLength(count);
  });

  it('when SIGHUP comes, then the worker takes the level over as well', async () => {
    await findWorker();
    expect(quiet('worker')).toEqual([]);
    await hangUp('worker', 'info');
    expect(quiet('worker').map(({ event }) => event)).toContain('level-changed');
  });

  /** A worker that still starts would end at the signal; it is up when Temporal knows it. */
  async function findWorker(): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await fetch(`${beside.url}/ready`)).status === 200) return;
      await sleep(100);
    }
    throw new Error('the worker does not poll');
  }
});
