import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caller } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { startPair, type Beside } from './beside.ts';
import { rawLines, type LogLine } from './log-lines.ts';
import { openStage } from './stage.ts';

const STOP_WITHIN_MS = 12_000;

describe('8.1 JSON lines', () => {
  let beside: Beside;
  let directory: string;
  beforeAll(async () => {
    const shared = await sharedHouse();
    directory = shared.directory;
    const pair = await startPair(shared, 'lines', { LOG_LEVEL: 'debug' });
    beside = pair.beside;
    const { admin } = await openStage({}, pair.house);
    await admin.run({ actionId: 'demo.counter.increment' });
    await admin.say('set the counter to 42, then add 5');
    await admin.session.post('/projects', { name: '' });
    await admin.session.get('/nowhere');
    await caller(pair.house.url).get('/projects');
    const worker = await beside.start('worker');
    await worker.stop({ withinMs: STOP_WITHIN_MS });
  });
  afterAll(() => beside.stop());

  const wrong = (file: string) =>
    rawLines(file).filter((line) => {
      try {
        const { time, level, component, event, message } = JSON.parse(line) as LogLine;
        return Number.isNaN(Date.parse(time)) || !['error', 'warn', 'info', 'debug'].includes(level) || !component || !event || typeof message !== 'string';
      } catch {
        return true;
      }
    });

  it.each(['api', 'worker'] as const)('when the %s writes at its lowest level, then every line is one JSON object', (room) => {
    expect(rawLines(beside.logFile(room)).length).toBeGreaterThan(3);
    expect(wrong(beside.logFile(room))).toEqual([]);
  });

  it.each(['api', 'worker'])('when the %s of the whole run writes, then every line is one JSON object', (room) => {
    expect(wrong(join(directory, 'logs', `${room}.log`))).toEqual([]);
  });

  it('when the Temporal SDK writes, then its lines are of the same form', () => {
    const lines = rawLines(beside.logFile('worker')).map((line) => JSON.parse(line) as LogLine);
    expect(lines.filter(({ component }) => component === 'temporal-sdk').length).toBeGreaterThan(0);
    expect(new Set(lines.map(({ component }) => component))).toEqual(new Set(['worker', 'temporal-sdk']));
  });
});
